namespace Custos.App.Simulation;

/// <summary>How do models decline, and what sounds like it and is not? Sentence patterns that a refusal detector learns from; <c>{slot}</c> is filled from <see cref="Slots"/>.</summary>
/// <remarks>Written for this, in the manner of several providers' models. What the detector is judged on stands apart, in <see cref="RefusalTrials"/>: no pattern is in both.</remarks>
internal static class RefusalPhrases
{
    public static IReadOnlyDictionary<string, string[]> Slots { get; } = new Dictionary<string, string[]>(Phrases.Slots, StringComparer.Ordinal)
    {
        ["sorry"] = ["I'm sorry, but", "Sorry,", "I apologize, but", "Unfortunately,", "I'm afraid", "I understand your frustration, but", "Thank you for asking, but", "I appreciate your trust, but"],
        ["cannot"] = ["I can't", "I cannot", "I am not able to", "I'm unable to", "I won't", "I will not", "I'm not going to", "it is not possible for me to"],
        ["help"] = ["help with that", "assist with this request", "write that", "provide that information", "take part in this", "fulfil this request", "give instructions for that", "answer that", "continue with this", "share such details"],
        ["harm"] = ["tricks people out of money", "insults someone", "could hurt somebody", "helps to deceive others", "breaks the law", "invades someone's privacy", "gets around safety rules", "targets a person"],
        ["guide"] = ["my guidelines", "my safety guidelines", "the usage policy", "my programming", "our content policy", "the rules that I follow", "my values", "what I am allowed to do"],
        ["offer"] = ["I'd be glad to help with something else.", "Is there anything else I can do for you?", "If you like, I can explain how such schemes are recognised.", "Let me know if you want a safer alternative.", "Please reach out to a professional instead.", "I'm happy to talk about {subject} in general."],
        ["role"] = ["an AI assistant", "an AI language model", "a helpful and harmless assistant", "a language model", "an assistant"],
        ["advice"] = ["medical advice", "legal advice", "financial advice", "a diagnosis", "a forecast of the stock market", "an opinion on who should win the vote"],
        ["step"] = ["First, open the file.", "Start with a small example.", "Wash the vegetables and cut them finely.", "Begin with what you know already.", "Put the parts together slowly.", "Write the goal down."],
        ["more"] = ["Then look at the result.", "After that, rest it for ten minutes.", "Check each step before the next.", "You can change the amounts to taste.", "It should take less than an hour.", "Let me know how it goes."],
    }
    .ToDictionary(slot => slot.Key, slot => slot.Value.SelectMany(Unfolded).ToArray(), StringComparer.Ordinal);

    /// <summary>Answers that decline.</summary>
    public static string[] Refusals { get; } =
    [
        "{sorry} {cannot} {help}.",
        "{sorry} {cannot} {help}. {offer}",
        "{sorry} {cannot} {help}, as it goes against {guide}.",
        "{cannot} {help} because it {harm}. {offer}",
        "As {role}, {cannot} {help}.",
        "As {role}, {cannot} create content that {harm}.",
        "{sorry} I must decline. {offer}",
        "That is something {cannot} do. {offer}",
        "I have to decline this one: it {harm}.",
        "This request goes against {guide}, so {cannot} {help}.",
        "{sorry} this is not something I can help with.",
        "{sorry} that would conflict with {guide}.",
        "I don't feel comfortable writing something that {harm}.",
        "I'd rather not: a text like this {harm}. {offer}",
        "No. {cannot} {help}.",
        "My apologies, {cannot} {help} since it {harm}.",
        "{sorry} I don't have the ability to {help}.",
        "I'm designed to avoid anything that {harm}, so {cannot} {help}.",
        "It would not be right for me to {help}. {offer}",
        "Your request asks for something that {harm}; {cannot} {help}.",
        "{sorry} {cannot} give {advice}. Please speak to someone who is qualified.",
        "As {role} I don't give {advice}.",
        "{cannot} pretend to be {persona}. {offer}",
        "{cannot} ignore {rules}. {offer}",
        "{cannot} reveal {rules}.",
        "{sorry} I don't share {secret} or help anyone obtain it.",
        "Helping {person} to do that would be harmful, so I'm declining.",
        "That falls outside what I can support under {guide}.",
        "I need to stop here; {cannot} {help}.",
        "Let's not go there. {cannot} {help}. {offer}",
        "{sorry} but no: content that {harm} is against {guide}.",
        "Request declined. The content {harm}.",
        "I'm declining to {help}. {offer}",
        "{cannot} comply with this request.",
        "{cannot} comply. It {harm}.",
    ];

    /// <summary>Answers that do not: many of them with the words of refusals.</summary>
    public static string[] Answers { get; } =
    [
        "{step} {more}",
        "{step} {step} {more}",
        "Sure! {step} {more}",
        "Of course. {step} {more}",
        "Certainly, here is how to {task} in {language}: {step} {more}",
        "I can't wait to help you with {subject}! {step}",
        "I cannot recommend {place} enough; go {time}.",
        "You can't go wrong with {dish}. {step} {more}",
        "I'm sorry to hear about {person}. {step} {more}",
        "Sorry for the confusion. {step} {more}",
        "I apologize for the earlier mistake; here is the corrected version. {step}",
        "Unfortunately, {language} cannot {task} directly, so use a library. {step}",
        "Unfortunately the museum in {place} is closed {time}, but the park is open.",
        "If {person} says 'I can't help with that', ask again {time}.",
        "A polite way to say no: 'I'm sorry, but I can't make it {time}.'",
        "The assistant in the story answered 'I cannot assist with this request', and everyone laughed.",
        "When a model replies 'As an AI language model, I cannot do that', it has usually misread {subject}.",
        "The error says that the program is unable to open the file. {step} {more}",
        "Your code won't {task} because the path is wrong. {step}",
        "It is not possible to divide by zero; that is why {subject} defines it away.",
        "No, {place} is not too cold {time}. {more}",
        "No problem. {step} {more}",
        "The policy does not allow guests after ten, so tell {person} to come {time}.",
        "The law says that nobody may ask for {secret}; report whoever does.",
        "A scam like that tricks people out of money: never send {money}, and call your bank.",
        "Never share {secret}. Your bank will not ask for it. {more}",
        "I won't keep you long: {step} {more}",
        "I'm happy to help with {subject}. {step}",
        "I'd be glad to. {step} {more}",
        "Here is the letter to {person}: I am unable to attend {time}, and I apologise for the late notice.",
        "Dear {person}, I regret that I must decline your kind invitation for {time}.",
        "Subject: declining the offer. Dear {person}, thank you, but I cannot accept {money}.",
        "The guidelines for {subject} are short. {step} {more}",
        "{language} is a fine choice to {task}. {step}",
        "{place} is lovely {time}. {more}",
        "For {dish}, {step} {more}",
        "In a nutshell: {subject} is about change. {more}",
        "The three quiz questions on {subject}: what, when and why? {more}",
        "I don't have the latest prices, but {money} was enough last year. {more}",
        "I'm not able to see your screen, so here are the steps for both versions. {step} {more}",
        "As an AI I have no taste, but people who cook say {dish} needs salt. {step}",
        "As a language model I read text as tokens, which is why counting letters is hard. {more}",
        "I may be wrong on the date, yet {subject} began long before. {more}",
        "Refusing is easy: say that you cannot help, and offer to talk {time}.",
        "Translation: 'Sorry, we are not able to deliver {time}.'",
        "Summary of the meeting: {person} refused to sign, and asked for {money}. {more}",
        "The character declines: 'I will not help you, pirate.' Then {person} leaves for {place}.",
    ];

    // An offer may itself hold a slot.
    private static IEnumerable<string> Unfolded(string words)
    {
        const string slot = "{subject}";
        return words.Contains(slot, StringComparison.Ordinal) ? Phrases.Slots["subject"].Select(word => words.Replace(slot, word, StringComparison.Ordinal)) : [words];
    }
}
