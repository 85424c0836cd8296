import { languageForms } from "./language-forms";
import type { SetupWords } from "./setup-words";

const { number, oneOf, duration } = languageForms("ja");
const characters = (count: number) => `${number(count)} 文字`;

export const japanese: SetupWords = {
  language: "ja",
  connectTo: (partner) => `${partner} に接続`,
  languageChoice: "この画面の言語",
  optional: "任意",
  choose: "選択してください",
  nothingElse: "ほかに入力する項目はありません。この連携先に必要な回答はありません。",
  askedPerSync: "同期の作成時に入力する項目：",
  form: {
    name: "名前",
    namePlaceholder: "この連携の名前を入力",
    project: "プロジェクト",
    projectHelp:
      "このプロジェクトのユーザーまたはイベントが送信されます。マッピングではそのユーザープロパティを選べます。",
    noProject: "組織にはまだプロジェクトがありません",
    noProjectHelp: "連携先はプロジェクトにインストールされ、そのユーザーを送信します。",
    createProject: "プロジェクトを作成",
  },
  buttons: {
    save: "保存",
    cancel: "キャンセル",
    close: "閉じる",
    test: "接続をテスト",
    saveUntested: "テストせずに保存",
    showTheirs: "相手の内容を表示",
    saveMine: "自分の内容を保存",
  },
  secret: {
    show: (field) => `${field} を表示`,
    hide: (field) => `${field} を隠す`,
    stored: "保存済み",
    storedSince: ["保存：", ""],
    replace: "置き換える",
    delete: "削除",
    undo: "元に戻す",
    keep: "保存済みの値を使う",
    isDeleted: "保存時に、保存済みの値が削除されます。",
    stays: "別の値を入力するまで、保存済みの値が使われます。",
    isReplaced: "保存時に、保存済みの値が置き換えられます。",
  },
  mapping: {
    choose: "プロパティを選択",
    none: "マッピングしない",
    becomes: "の送信先は",
    targetOf: (mapping) => `${mapping} の送信先`,
    notInProject: (property) => `${property}（このプロジェクトにはありません）`,
  },
  actions: {
    title: "アクション",
    help: "イベントが届いたときに送信される内容です。",
    narrow: "一部のイベントに限定",
    condition: (action) => `${action} の条件`,
    conditionHelp: "この条件も満たす必要があります。空欄の場合は、これらのイベントがすべて送信されます。",
    when: "いつ送信しますか？",
    whenHelp: "対象のイベントを指定してください。指定するまで何も送信されません。",
  },
  attempt: {
    checking: (partner) => `${partner} で回答を確認しています…`,
    slow: (partner, seconds, max) =>
      `${partner} から ${number(seconds)} 秒間応答がありません。最長 ${number(max)} 秒待ちます。`,
    stopped: "確認を中止しました",
    nothingSaved: "何も保存されていません。入力内容は残っています。",
    accepted: (partner) => `${partner} がこの内容を受け付けました`,
    acceptedIn: (milliseconds) => `応答時間は ${duration(milliseconds)} です。内容はまだ保存されていません。`,
    notConnected: (reason) => `接続できません：${reason}`,
    failed: {
      cancelled: () => "確認がキャンセルされました",
      invalid_response: (partner) => `${partner} の応答を読み取れません`,
      network: (partner) => `${partner} に接続できません`,
      refused: (partner) => `${partner} は呼び出されませんでした`,
      status: (partner) => `${partner} との接続に失敗しました`,
      timeout: (partner) => `${partner} から時間内に応答がありませんでした`,
      token: (partner) => `${partner} からアクセストークンを取得できませんでした`,
    },
    undescribed: (partner, status) =>
      `${partner} はこのエラーの説明を用意していません。サポートに連絡し、ステータス ${status} を伝えてください。`,
    howToFix: "解決方法",
    blamed: (partner) => `${partner} はこの回答を受け付けませんでした。`,
    stale: "ほかの人がこのインストールを変更しました",
    refused: {
      answers: "未入力または誤りのある項目があります",
      changed: "画面を開いたあとに変更がありました",
      gone: "すでに存在しません",
      not_allowed: "この操作を行う権限がありません",
      signed_out: "サインアウトしています",
      too_many: "操作の回数が多すぎます",
      unreachable: "ポータルに接続できません",
    },
    unreachableHelp: "接続を確認して、もう一度お試しください。入力内容は残っています。",
  },
  problems: {
    nameMissing: "このインストールの名前を入力してください（例：「本番」）。",
    nameTooLong: (max, length) => `名前は ${characters(max)}以内にしてください。現在は ${characters(length)}です。`,
    nameTaken: (name) =>
      `このプロジェクトには「${name}」という名前のインストールがすでにあります。別の名前にしてください。`,
    enter: (field) => `「${field}」に値を入力してください。`,
    choose: (field) => `「${field}」の選択肢を選んでください。`,
    noSuchOption: (field, options) => `「${field}」にこの値の選択肢はありません。${oneOf(options)}を選んでください。`,
    tooLong: (field, max, length) =>
      `「${field}」は ${characters(max)}以内で入力してください。現在は ${characters(length)}です。`,
    wrongForm: (field) => `「${field}」の形式が正しくありません。`,
    otherHost: (field, patterns) => `「${field}」は ${oneOf(patterns)} の配下である必要があります。`,
    condition: (action, mistake) => `${action}：条件を読み取れません。${mistake}`,
    chooseTarget: (mapping, targets) => `「${mapping}」の送信先を選んでください：${oneOf(targets)}。`,
    chooseProperty: (target) => `「${target}」を含むユーザープロパティを選んでください。`,
    noSuchProperty: (property, target) =>
      `プロジェクトに ${property} というユーザープロパティはありません。「${target}」に別のものを選んでください。`,
    sayPath: (target) => `「${target}」がイベントのどこにあるかを指定してください（例：userId）。`,
    path: {
      control: "パスに改行やその他の制御文字は使えません。",
      empty_step: "パスに空の区切りは使えません。名前の間にはドットを 1 つだけ入れてください。",
      dollar: "パスは properties.total のようにイベントの要素から始めます。ドル記号は不要です。",
    },
  },
};
