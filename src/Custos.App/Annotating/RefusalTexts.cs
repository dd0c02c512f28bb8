using Custos.App.Simulation;
using Custos.App.Simulation.Traffic;

namespace Custos.App.Annotating;

/// <summary>From which texts does the refusal detector learn, and on which is it judged? Seeded sentences from two sets of patterns, none in both.</summary>
internal static class RefusalTexts
{
    private const ulong LearnSeed = 41;
    private const ulong TrialSeed = 42;

    /// <summary>What it learns from: so many texts of each pattern, ordinary ones in five languages among them.</summary>
    public static IEnumerable<RefusalText> ToLearnFrom(int ofEach) =>
    [
        .. Of("r", SayingPattern.Of(RefusalPhrases.Refusals, RefusalPhrases.Slots), isRefusal: true, ofEach, LearnSeed),
        .. Of("a", SayingPattern.Of(RefusalPhrases.Answers, RefusalPhrases.Slots), isRefusal: false, ofEach, LearnSeed + 100),
        .. Of("o", [.. Sayings.AnswerPatterns, .. SayingPattern.Of(Phrases.Benign, Phrases.Slots)], isRefusal: false, ofEach, LearnSeed + 200),
    ];

    /// <summary>What it is judged on: so many texts of each pattern.</summary>
    public static IEnumerable<RefusalText> ToJudgeOn(int ofEach) =>
    [
        .. Of("r", SayingPattern.Of(RefusalTrials.Refusals, RefusalTrials.Slots), isRefusal: true, ofEach, TrialSeed),
        .. Of("a", SayingPattern.Of(RefusalTrials.Answers, RefusalTrials.Slots), isRefusal: false, ofEach, TrialSeed + 100),
    ];

    private static IEnumerable<RefusalText> Of(string kind, SayingPattern[] patterns, bool isRefusal, int ofEach, ulong seed)
    {
        var random = new TrafficRandom(seed);
        foreach (var (number, pattern) in patterns.Index())
        {
            for (var i = 0; i < ofEach; i++) yield return new RefusalText($"{kind}{number}", pattern.Say(random), isRefusal);
        }
    }
}

/// <summary>One answer of a model, and whether it declines.</summary>
/// <param name="Pattern">From which pattern it was made: texts of one pattern are no independent evidence.</param>
/// <param name="Text">The answer.</param>
/// <param name="IsRefusal">The truth, by how it was made.</param>
internal sealed record RefusalText(string Pattern, string Text, bool IsRefusal);
