using Custos.Policy.Judging;

namespace Custos.Tests.Policy.Judging;

public sealed class JudgeStandingTests
{
    private static readonly JudgeDocument Judge = SomeJudges.Of(SomeJudges.Right);

    [Fact]
    public void Policies_act_on_a_judge_only_where_the_lower_end_of_its_agreement_reaches_what_its_file_asks()
    {
        var good = Measured(200, 5);
        var poor = Measured(200, 60);

        Of(Judge, good).ShouldBe((true, "Policies may act on it: kappa 0.95 [0.91, 0.98] on 400 texts; 0.60 is asked for."));
        Of(Judge, poor).ShouldBe((false, "It only flags: kappa 0.40 [0.31, 0.49] on 400 texts, and the lower end must reach 0.60."));
        Of(Judge, Measured(3, 0)).ShouldBe((false, "It only flags: kappa 1.00 [0.22, 1.00] on 6 texts, and the lower end must reach 0.60."));
    }

    [Fact]
    public void A_judge_that_nobody_measured_or_that_changed_since_only_flags_and_says_why()
    {
        Of(Judge, null).ShouldBe((false, "It only flags: its agreement with people is not measured; 'custos judge test' does it."));
        Of(SomeJudges.With("dangerous?", "harmful?"), Measured(200, 5)).Words.ShouldStartWith("It only flags: its agreement was measured on another version of it");
        Of(SomeJudges.With("min_agreement: 0.6\n", ""), Measured(200, 5)).ShouldBe((false, "It only flags: its file names no min_agreement."));
        Of(Judge, new JudgeAgreement(Judge.Version, "", new AnswerCounts(0, 0, 0), new AnswerCounts(0, 9, 0))).Words.ShouldBe("It only flags: agreement cannot be told from chance on 9 texts of one kind.");
        Of(SomeJudges.With("sample: 0.25", "sample: 0.5"), Measured(200, 5)).MayAct.ShouldBeTrue();
    }

    private static (bool MayAct, string Words) Of(JudgeDocument judge, JudgeAgreement? agreement) => JudgeStanding.Of(judge, agreement) is var standing ? (standing.MayAct, standing.Words) : default;

    // Of so many texts on either side, so many wrong.
    private static JudgeAgreement Measured(int each, int wrong) => new(Judge.Version, "", new AnswerCounts(each - wrong, wrong, 0), new AnswerCounts(wrong, each - wrong, 0));
}
