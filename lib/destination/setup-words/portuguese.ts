import { languageForms } from "./language-forms";
import type { SetupWords } from "./setup-words";

const { number, amount, oneOf, duration } = languageForms("pt");
const characters = (count: number) => amount(count, { one: "# caractere", other: "# caracteres" });

export const portuguese: SetupWords = {
  language: "pt",
  connectTo: (partner) => `Conectar a ${partner}`,
  languageChoice: "Idioma desta janela",
  optional: "Opcional",
  choose: "Selecionar…",
  nothingElse: "Nada mais é perguntado: este destino não precisa de respostas.",
  askedPerSync: "Perguntado ao criar uma sincronização:",
  form: {
    name: "Nome",
    namePlaceholder: "Dê um nome a esta integração",
    project: "Projeto",
    projectHelp: "Os usuários ou eventos dele são enviados, e os mapeamentos usam as propriedades de usuário dele.",
    noProject: "Sua organização ainda não tem um projeto",
    noProjectHelp: "Um destino é instalado em um projeto, cujos usuários ele envia.",
    createProject: "Criar um projeto",
  },
  buttons: {
    save: "Salvar",
    cancel: "Cancelar",
    close: "Fechar",
    test: "Testar conexão",
    saveUntested: "Salvar sem testar",
    showTheirs: "Mostrar a outra versão",
    saveMine: "Salvar a minha",
  },
  secret: {
    show: (field) => `Mostrar ${field}`,
    hide: (field) => `Ocultar ${field}`,
    stored: "Armazenado",
    storedSince: ["Armazenado ", ""],
    replace: "Substituir",
    delete: "Excluir",
    undo: "Desfazer",
    keep: "Manter o valor armazenado",
    isDeleted: "O valor armazenado será excluído quando você salvar.",
    stays: "O valor armazenado permanece até que outro seja digitado.",
    isReplaced: "Substituirá o valor armazenado quando você salvar.",
  },
  mapping: {
    choose: "Selecionar propriedade…",
    none: "Não mapeado",
    becomes: "torna-se",
    targetOf: (mapping) => `Alvo de ${mapping}`,
    notInProject: (property) => `${property} (não existe neste projeto)`,
  },
  actions: {
    title: "Ações",
    help: "O que é enviado quando um evento chega.",
    narrow: "Somente alguns destes eventos",
    condition: (action) => `Condição para ${action}`,
    conditionHelp: "Ela também precisa ser atendida. Deixe vazio para enviar todos estes eventos.",
    when: "Quando é enviado?",
    whenHelp: "Informe de quais eventos se trata. Até lá, nada é enviado.",
  },
  attempt: {
    checking: (partner) => `Verificando suas respostas com ${partner}…`,
    slow: (partner, seconds, max) =>
      `${partner} está sem responder há ${number(seconds)} s. Esperamos no máximo ${number(max)} s.`,
    stopped: "Você interrompeu a verificação",
    nothingSaved: "Nada foi salvo. Suas respostas continuam aqui.",
    accepted: (partner) => `${partner} aceitou estas respostas`,
    acceptedIn: (milliseconds) =>
      `A resposta chegou em ${duration(milliseconds)}. As respostas ainda não foram salvas.`,
    notConnected: (reason) => `Não conectado: ${reason}`,
    failed: {
      cancelled: () => "A verificação foi cancelada",
      invalid_response: (partner) => `Não foi possível ler a resposta de ${partner}`,
      network: (partner) => `Não foi possível acessar ${partner}`,
      refused: (partner) => `${partner} não foi chamado`,
      status: (partner) => `Não foi possível conectar a ${partner}`,
      timeout: (partner) => `${partner} não respondeu a tempo`,
      token: (partner) => `${partner} não emitiu um token de acesso`,
    },
    undescribed: (partner, status) =>
      `${partner} não descreveu este erro. Entre em contato com o suporte e informe o status ${status}.`,
    howToFix: "Como resolver",
    blamed: (partner) => `${partner} não aceitou esta resposta.`,
    stale: "Outra pessoa alterou esta instalação",
    refused: {
      answers: "Algumas respostas faltam ou estão incorretas",
      changed: "Algo mudou desde que isto foi aberto",
      gone: "Isto não existe mais",
      not_allowed: "Você não tem permissão para isso",
      signed_out: "Sua sessão terminou",
      too_many: "Tentativas demais",
      unreachable: "Não foi possível acessar o portal",
    },
  },
  problems: {
    nameMissing: "Dê um nome a esta instalação, por exemplo “Produção”.",
    nameTooLong: (max, length) => `Reduza o nome a ${characters(max)}; ele tem ${number(length)}.`,
    nameTaken: (name) => `Este projeto já tem uma instalação chamada “${name}”. Escolha outro nome.`,
    enter: (field) => `Insira um valor em “${field}”.`,
    choose: (field) => `Escolha uma das opções de “${field}”.`,
    noSuchOption: (field, options) => `“${field}” não tem uma opção com este valor. Escolha ${oneOf(options)}.`,
    tooLong: (field, max, length) =>
      `“${field}” aceita no máximo ${characters(max)}; este valor tem ${number(length)}.`,
    wrongForm: (field) => `“${field}” não tem o formato esperado.`,
    otherHost: (field, patterns) => `“${field}” precisa estar em ${oneOf(patterns)}.`,
    condition: (action, mistake) => `${action}: não foi possível ler a condição. ${mistake}`,
    chooseTarget: (mapping, targets) => `Escolha a que “${mapping}” corresponde: ${oneOf(targets)}.`,
    chooseProperty: (target) => `Escolha a propriedade de usuário que contém “${target}”.`,
    noSuchProperty: (property, target) =>
      `O projeto não tem uma propriedade de usuário chamada ${property}. Escolha outra para “${target}”.`,
    sayPath: (target) => `Informe onde “${target}” está no evento, por exemplo userId.`,
    path: {
      control: "Um caminho não contém quebras de linha nem outros caracteres de controle.",
      empty_step: "Um caminho não tem etapas vazias: use um só ponto entre dois nomes.",
      dollar: "Um caminho começa com um membro do evento, por exemplo properties.total, sem cifrão.",
    },
  },
};
