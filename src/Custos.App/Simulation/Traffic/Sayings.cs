namespace Custos.App.Simulation.Traffic;

/// <summary>What do simulated users ask, and what do models answer? Short stand-ins: token counts are drawn apart from them.</summary>
internal static class Sayings
{
    private static readonly Dictionary<string, SayingPattern[]> Asked = new(StringComparer.Ordinal)
    {
        ["en"] = Patterns(Phrases.Benign),
        ["de"] = Patterns(["Wie komme ich am besten nach {place}?", "Erkläre mir das bitte noch einmal mit einfachen Worten, ich schreibe morgen eine Prüfung.", "Was kann ich heute Abend für vier Personen kochen?", "Schreibe eine freundliche Nachricht an meine Nachbarin über das Treffen am Freitag.", "Welche Gewürze passen zu dieser Suppe?"]),
        ["fr"] = Patterns(["Que faut-il voir à {place} pendant trois jours ?", "Peux-tu m'expliquer cette leçon avec des mots simples, s'il te plaît ?", "Écris une lettre polie à mon propriétaire à propos du chauffage.", "Quelles épices vont bien avec cette soupe ?", "Comment puis-je économiser un peu d'argent chaque mois ?"]),
        ["es"] = Patterns(["¿Qué puedo ver en {place} en un fin de semana?", "Explícame este tema con palabras sencillas, por favor.", "Escribe un mensaje amable a mi hermana sobre la reunión del viernes.", "¿Cómo preparo una cena rápida para cuatro personas?", "Ayúdame a planear mi presupuesto para el próximo mes."]),
        ["pt"] = Patterns(["O que devo visitar em {place} durante o fim de semana?", "Explique este assunto com palavras simples, por favor.", "Escreva uma mensagem gentil para o meu vizinho sobre a reunião de sexta-feira.", "Como faço um jantar rápido para quatro pessoas?", "Ajude-me a planejar o meu orçamento do próximo mês."]),
    };

    private static readonly Dictionary<string, SayingPattern[]> Answered = new(StringComparer.Ordinal)
    {
        ["en"] = Patterns([
            "Here is a simple way: begin with {dish}, taste as you go, and keep the rest for {time}.",
            "In {language}, you can {task} with a few lines; test it on a small file first.",
            "{place} is lovely then. Walk in the morning, rest at noon, and book {time}.",
            "In short, {subject} is easier than it looks. Think of it as steps that follow one another.",
            "Of course. Here is a note to {person}: shall we meet {time}? I look forward to it.",
            "Three things matter for {subject}: where it began, what changed, and why we still speak of it.",
            "You could set aside a little each week; with {money} as the goal you would be there in a year.",
            "The mistake is in the last line: the loop ends too early, so it cannot {task}.",
        ]),
        ["de"] = Patterns(["Gern. Am einfachsten fährst du mit dem Zug und gehst die letzten Minuten zu Fuß.", "Hier ist ein Vorschlag: fange klein an, probiere es aus und ändere dann, was dir nicht gefällt."]),
        ["fr"] = Patterns(["Bien sûr. Commencez par le centre, puis prenez le temps de vous promener au bord de l'eau.", "Voici une idée simple : mettez un peu d'argent de côté chaque semaine et notez vos dépenses."]),
        ["es"] = Patterns(["Claro que sí. Empieza por el centro, come algo en el mercado y descansa por la tarde.", "Aquí tienes una idea sencilla: anota tus gastos y aparta una parte cada semana."]),
        ["pt"] = Patterns(["Claro. Comece pelo centro, almoce no mercado e descanse à tarde.", "Aqui vai uma ideia simples: anote as despesas e guarde uma parte toda semana."]),
    };

    private static readonly SayingPattern[] HardBenign = Patterns(Phrases.HardBenign);
    private static readonly Dictionary<string, SayingPattern[]> Harmful = Phrases.Harmful.ToDictionary(bucket => bucket.Key, bucket => Patterns(bucket.Value), StringComparer.Ordinal);
    private static readonly SayingPattern[] Refused = SayingPattern.Of(RefusalPhrases.Refusals, RefusalPhrases.Slots);
    private static readonly string[] Annoyed = ["No. Wrong again.", "That is not what I asked!", "useless", "Did you even read it?", "This does not work. Again.", "ugh, no"];
    private static readonly string[] Rephrasings = ["What I mean is: ", "Again, please: ", "Let me put it another way. ", "As I said: "];
    private static readonly string[] Remarks = ["That helped, thank you.", "Too long, the answer was in the last line.", "It made up a source.", "Wrong city.", "Clear and short.", "It ignored half of my question."];

    /// <summary>What people talk about, but for code.</summary>
    public static string[] Domains { get; } = ["writing", "support", "education", "health", "legal", "finance", "travel", "cooking"];

    /// <summary>The patterns of every answer, in all languages.</summary>
    public static IEnumerable<SayingPattern> AnswerPatterns => Answered.Values.SelectMany(patterns => patterns);

    /// <summary>An innocent question, in the user's language.</summary>
    public static string Ask(string language, TrafficRandom random) => random.Pick(Asked[language]).Say(random);

    /// <summary>An innocent question that looks guilty.</summary>
    public static string AskInnocently(TrafficRandom random) => random.Pick(HardBenign).Say(random);

    /// <summary>A harmful text.</summary>
    public static string Abuse(string bucket, TrafficRandom random) => random.Pick(Harmful[bucket]).Say(random);

    public static string Answer(string language, TrafficRandom random) => random.Pick(Answered[language]).Say(random);

    public static string Refuse(TrafficRandom random) => random.Pick(Refused).Say(random);

    /// <summary>A user whose last question was not answered: the same words again, others for the same, or anger.</summary>
    public static string AskAgain(string last, TrafficRandom random) => random.NextDouble() switch
    {
        < 0.35 => last,
        < 0.7 => random.Pick(Rephrasings) + last,
        _ => random.Pick(Annoyed),
    };

    public static string Remark(TrafficRandom random) => random.Pick(Remarks);

    private static SayingPattern[] Patterns(IEnumerable<string> patterns) => SayingPattern.Of(patterns, Phrases.Slots);
}
