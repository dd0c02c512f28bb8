using System.Text.Json;
using Custos.Policy.Judging;
using Custos.Statistics.Agreement;

namespace Custos.Tests.Policy.Judging;

public sealed class JudgeAgreementTests
{
    [Fact]
    public void Agreement_is_kappa_with_an_interval_that_knows_how_few_texts_there_were()
    {
        // The table of Cohen's kappa in many textbooks: 20, 5, 10, 15 of 50; observed 0.70, by chance 0.50, kappa 0.40.
        var agreement = Of(new AnswerCounts(20, 5, 0), new AnswerCounts(10, 15, 0));

        agreement.Raw!.Value.ShouldBe(0.7, 1e-12);
        agreement.Kappa!.Value.ShouldBe(0.4, 1e-12);
        agreement.Kappa.Interval.Lower.ShouldBeLessThanOrEqualTo(CohenKappa.Measure(new RatingTable([[20, 5], [10, 15]])).Interval!.Value.Lower + 1e-12);
        agreement.Kappa.N.ShouldBe(50);
    }

    [Fact]
    public void A_handful_of_texts_without_an_error_proves_little()
    {
        // Wilson's lower end of 6 of 6 is 0.6097; by chance 0.5: (0.6097 − 0.5) / 0.5.
        var few = Of(new AnswerCounts(3, 0, 0), new AnswerCounts(0, 3, 0)).Kappa!;
        few.Value.ShouldBe(1);
        few.Interval.Lower.ShouldBe(0.2193, 1e-3);

        Of(new AnswerCounts(300, 0, 0), new AnswerCounts(0, 300, 0)).Kappa!.Interval.Lower.ShouldBeGreaterThan(0.98);
    }

    [Fact]
    public void What_it_cannot_tell_is_no_agreement()
    {
        var sure = Of(new AnswerCounts(40, 5, 0), new AnswerCounts(5, 40, 0));
        var unsure = Of(new AnswerCounts(40, 0, 5), new AnswerCounts(0, 40, 5));

        unsure.Raw.ShouldBe(sure.Raw);
        unsure.Kappa!.Value.ShouldBeLessThan(1);
    }

    [Fact]
    public void Without_texts_or_where_all_say_the_same_nobody_can_tell()
    {
        Of(new AnswerCounts(0, 0, 0), new AnswerCounts(0, 0, 0)).ShouldSatisfyAllConditions(none => none.Raw.ShouldBeNull(), none => none.Kappa.ShouldBeNull());
        Of(new AnswerCounts(0, 0, 0), new AnswerCounts(0, 9, 0)).Kappa.ShouldBeNull();
    }

    [Fact]
    public void What_was_measured_is_read_back_as_it_was_written()
    {
        var agreement = Of(new AnswerCounts(1, 2, 3), new AnswerCounts(4, 5, 6));

        JudgeAgreement.Read(agreement.ToJson()).ShouldBe(agreement);
        foreach (var broken in (string[])["", "{}", "[]", "1", """{"judge_version": 1}""", agreement.ToJson().Replace("\"yes\": 1", "\"yes\": -1", StringComparison.Ordinal)])
        {
            Should.Throw<JsonException>(() => JudgeAgreement.Read(broken));
        }
    }

    private static JudgeAgreement Of(AnswerCounts yes, AnswerCounts no) => new(new string('a', 64), new string('b', 64), yes, no);
}
