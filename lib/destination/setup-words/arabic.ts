import { languageForms } from "./language-forms";
import type { SetupWords } from "./setup-words";

// The digits that customers type, so that a limit reads like what it limits.
const { number, amount, oneOf, duration } = languageForms("ar-u-nu-latn");
const characters = (count: number) =>
  amount(count, { one: "حرف واحد", two: "حرفين", few: "# أحرف", many: "# حرفًا", other: "# حرف" });
const seconds = (count: number) =>
  amount(count, { one: "ثانية واحدة", two: "ثانيتين", few: "# ثوانٍ", many: "# ثانية", other: "# ثانية" });

export const arabic: SetupWords = {
  language: "ar",
  connectTo: (partner) => `الاتصال بـ ${partner}`,
  languageChoice: "لغة هذه النافذة",
  optional: "اختياري",
  choose: "اختر…",
  nothingElse: "لا توجد أسئلة أخرى: لا تحتاج هذه الوجهة إلى إجابات.",
  askedPerSync: "يُطلب عند إنشاء مزامنة:",
  form: {
    name: "الاسم",
    namePlaceholder: "أدخل اسمًا لهذا التكامل",
    project: "المشروع",
    projectHelp: "يُرسَل مستخدموه أو أحداثه، وتُختار التعيينات من خصائص مستخدميه.",
    noProject: "ليس لدى مؤسستك مشروع بعد",
    noProjectHelp: "تُثبَّت الوجهة في مشروع وتُرسل مستخدميه.",
    createProject: "إنشاء مشروع",
  },
  buttons: {
    save: "حفظ",
    cancel: "إلغاء",
    close: "إغلاق",
    test: "اختبار الاتصال",
    saveUntested: "الحفظ دون اختبار",
    showTheirs: "عرض النسخة الأخرى",
    saveMine: "حفظ نسختي بدلًا منها",
  },
  secret: {
    show: (field) => `إظهار ${field}`,
    hide: (field) => `إخفاء ${field}`,
    stored: "محفوظ",
    storedSince: ["حُفظ ", ""],
    replace: "استبدال",
    delete: "حذف",
    undo: "تراجع",
    keep: "الإبقاء على القيمة المحفوظة",
    isDeleted: "ستُحذف القيمة المحفوظة عند الحفظ.",
    stays: "تبقى القيمة المحفوظة حتى تُكتب قيمة أخرى.",
    isReplaced: "تحلّ محل القيمة المحفوظة عند الحفظ.",
  },
  mapping: {
    choose: "اختر خاصية المستخدم…",
    none: "غير معيّن",
    becomes: "يصبح",
    targetOf: (mapping) => `هدف ${mapping}`,
    notInProject: (property) => `${property} (غير موجودة في هذا المشروع)`,
  },
  actions: {
    title: "الإجراءات",
    help: "ما يُرسَل عند وصول حدث.",
    narrow: "بعض هذه الأحداث فقط",
    condition: (action) => `شرط ${action}`,
    conditionHelp: "يجب أن يتحقق هذا الشرط أيضًا. اتركه فارغًا لإرسال كل هذه الأحداث.",
    when: "متى يتم الإرسال؟",
    whenHelp: "حدّد الأحداث المقصودة. لن يُرسَل شيء قبل ذلك.",
  },
  attempt: {
    checking: (partner) => `جارٍ التحقق من إجاباتك لدى ${partner}…`,
    slow: (partner, count, max) => `لم يرد ${partner} منذ ${seconds(count)}. ننتظر ${seconds(max)} على الأكثر.`,
    stopped: "أوقفتَ التحقق",
    nothingSaved: "لم يُحفظ شيء. إجاباتك لا تزال هنا.",
    accepted: (partner) => `قبِل ${partner} هذه الإجابات`,
    acceptedIn: (milliseconds) => `وصل الرد خلال ${duration(milliseconds)}. لم تُحفظ الإجابات بعد.`,
    notConnected: (reason) => `تعذّر الاتصال: ${reason}`,
    failed: {
      cancelled: () => "أُلغي التحقق",
      invalid_response: (partner) => `تتعذّر قراءة رد ${partner}`,
      network: (partner) => `يتعذّر الوصول إلى ${partner}`,
      refused: (partner) => `لم يُستدعَ ${partner}`,
      status: (partner) => `تعذّر الاتصال بـ ${partner}`,
      timeout: (partner) => `لم يرد ${partner} في الوقت المحدد`,
      token: (partner) => `لم يمنح ${partner} رمز وصول`,
    },
    undescribed: (partner, status) => `لم يصف ${partner} هذا الخطأ. يُرجى التواصل مع الدعم وذكر الحالة ${status}.`,
    howToFix: "طريقة الحل",
    blamed: (partner) => `لم يقبل ${partner} هذه الإجابة.`,
    stale: "غيّر شخص آخر هذا التثبيت",
    refused: {
      answers: "بعض الإجابات ناقصة أو غير صحيحة",
      changed: "تغيّر شيء منذ فتح هذه النافذة",
      gone: "لم يعد هذا موجودًا",
      not_allowed: "ليس لديك إذن لذلك",
      signed_out: "انتهت جلستك",
      too_many: "عدد المحاولات كبير جدًا",
      unreachable: "يتعذّر الوصول إلى البوابة",
    },
    unreachableHelp: "تحقق من اتصالك وحاول مرة أخرى. إجاباتك لا تزال هنا.",
  },
  problems: {
    nameMissing: "أعطِ هذا التثبيت اسمًا، مثل «الإنتاج».",
    nameTooLong: (max, length) => `اختصر الاسم إلى ${characters(max)}؛ طوله الآن ${number(length)}.`,
    nameTaken: (name) => `يوجد في هذا المشروع تثبيت باسم «${name}». اختر اسمًا آخر.`,
    enter: (field) => `أدخل قيمة في «${field}».`,
    choose: (field) => `اختر أحد خيارات «${field}».`,
    noSuchOption: (field, options) => `لا يوجد في «${field}» خيار بهذه القيمة. اختر ${oneOf(options)}.`,
    tooLong: (field, max, length) =>
      `الحد الأقصى لطول «${field}» هو ${characters(max)}؛ طول هذه القيمة ${number(length)}.`,
    wrongForm: (field) => `صيغة «${field}» ليست كما هو متوقع.`,
    otherHost: (field, patterns) => `يجب أن يقع «${field}» تحت ${oneOf(patterns)}.`,
    condition: (action, mistake) => `${action}: تتعذّر قراءة الشرط. ${mistake}`,
    chooseTarget: (mapping, targets) => `اختر ما يقابل «${mapping}»: ${oneOf(targets)}.`,
    chooseProperty: (target) => `اختر خاصية المستخدم التي تحتوي على «${target}».`,
    noSuchProperty: (property, target) =>
      `لا توجد في المشروع خاصية مستخدم باسم ${property}. اختر خاصية أخرى لـ «${target}».`,
    sayPath: (target) => `حدّد موضع «${target}» في الحدث، مثل userId.`,
    path: {
      control: "لا يحتوي المسار على فواصل أسطر أو محارف تحكم أخرى.",
      empty_step: "لا يحتوي المسار على خطوات فارغة: ضع نقطة واحدة بين كل اسمين.",
      dollar: "يبدأ المسار بعنصر من الحدث، مثل properties.total، دون علامة الدولار.",
    },
  },
};
