using System.Globalization;

namespace Custos.Policy.Judging;

/// <summary>May a policy act on what a judge says, or only flag?</summary>
/// <param name="Judge">The judge's name.</param>
/// <param name="MayAct">False where a rule that asks the judge only flags, whatever it says.</param>
/// <param name="Words">Why, as a sentence.</param>
public sealed record JudgeStanding(string Judge, bool MayAct, string Words)
{
    /// <summary>By the judge's file and what was measured of it; null where nothing was.</summary>
    public static JudgeStanding Of(JudgeDocument judge, JudgeAgreement? agreement)
    {
        var (mayAct, words) = Judged(judge, agreement);
        return new JudgeStanding(judge.Name, mayAct, words);
    }

    private static (bool, string) Judged(JudgeDocument judge, JudgeAgreement? agreement)
    {
        if (judge.MinAgreement is not { } least) return (false, "It only flags: its file names no min_agreement.");
        if (agreement is null) return (false, "It only flags: its agreement with people is not measured; 'custos judge test' does it.");
        if (agreement.Version != judge.Version) return (false, "It only flags: its agreement was measured on another version of it; 'custos judge test' measures this one.");
        if (agreement.Kappa is not { } kappa) return (false, $"It only flags: agreement cannot be told from chance on {agreement.N} texts of one kind.");
        var measured = string.Create(CultureInfo.InvariantCulture, $"kappa {kappa.Value:0.00} [{kappa.Interval.Lower:0.00}, {kappa.Interval.Upper:0.00}] on {kappa.N:N0} texts");
        return kappa.Interval.Lower >= least
            ? (true, string.Create(CultureInfo.InvariantCulture, $"Policies may act on it: {measured}; {least:0.00} is asked for."))
            : (false, string.Create(CultureInfo.InvariantCulture, $"It only flags: {measured}, and the lower end must reach {least:0.00}."));
    }
}
