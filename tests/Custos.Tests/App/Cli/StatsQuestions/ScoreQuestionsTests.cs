using Custos.App.Cli.StatsQuestions;
using Custos.Records;

namespace Custos.Tests.App.Cli.StatsQuestions;

public sealed class ScoreQuestionsTests : IDisposable
{
    private readonly Asked _asked = new();
    private readonly string _scored;

    public ScoreQuestionsTests() => _scored = _asked.Table(
        "scored.csv", "score,label", "0.1,0", "0.4,0", "0.35,1", "0.8,1", "0.4,0", "0.4,1", "0.2,0", "0.9,1", "0.7,1", "0.7,0", "0.05,0", "0.6,1", "0.3,");

    public void Dispose() => _asked.Dispose();

    [Fact]
    public void Auc_has_its_interval_its_rows_and_a_picture()
    {
        var answer = Asked.Ask(ScoreQuestions.All, "auc", _scored);
        var results = Asked.Results(answer);
        results["auroc"]!.GetValue<double>().ShouldBe(0.8194444444444444, 1e-14);
        results["rows_left_out"]!.GetValue<int>().ShouldBe(1);
        answer.Picture!().ShouldContain("<svg");
        answer.InPlainWords.ShouldContain("81.9 %");
    }

    [Fact]
    public void Where_the_partial_area_ends_and_recall_is_read_is_for_the_asker_to_say()
    {
        // Six of each: the curve rises to (0, 2/6), then straight to (1/6, 3/6) over the tie at 0.7; (1/6, 4/6) is at 0.6.
        var results = Asked.Results(Asked.Ask(ScoreQuestions.All, "auc", _scored, "--partial-up-to", "0.16666666666666666", "--recall-at", "0.2"));
        results["partial_auc"]!.GetValue<double>().ShouldBe(5.0 / 72, 1e-14);
        results["recall"]!.GetValue<double>().ShouldBe(4.0 / 6, 1e-14);
        Asked.Results(Asked.Ask(ScoreQuestions.All, "auc", _scored, "--recall-at", "0"))["recall"]!.GetValue<double>().ShouldBe(2.0 / 6, 1e-14);
        Should.Throw<BadInputException>(() => Asked.Ask(ScoreQuestions.All, "auc", _scored, "--partial-up-to", "0")).Place.ShouldBe("--partial-up-to");
        Should.Throw<BadInputException>(() => Asked.Ask(ScoreQuestions.All, "auc", _scored, "--recall-at", "1.1")).Place.ShouldBe("--recall-at");
    }

    [Fact]
    public void One_class_is_said_in_plain_words()
    {
        var file = _asked.Table("ones.csv", "score,label", "1,1", "2,1");
        Should.Throw<BadInputException>(() => Asked.Ask(ScoreQuestions.All, "auc", file)).Message.ShouldContain("No row has the label 0");
    }

    [Fact]
    public void Calibration_stands_beside_what_chance_gives()
    {
        var answer = Asked.Ask(ScoreQuestions.All, "calibration", _scored);
        Asked.Results(answer)["ece_by_chance"]!.GetValue<double>().ShouldBeGreaterThan(0);
        answer.Picture!().ShouldContain("<svg");
    }

    [Fact]
    public void Calibrate_gives_the_formula() => Asked.Ask(ScoreQuestions.All, "calibrate", _scored).Headline.ShouldStartWith("Platt: P = 1 / (1 + exp(-");

    [Fact]
    public void A_budget_that_the_rows_cannot_prove_is_not_certified()
    {
        var answer = Asked.Ask(ScoreQuestions.All, "threshold", _scored, "--max-false-positive-rate", "0.01");
        answer.IsCertified.ShouldBeFalse();
        answer.Headline.ShouldStartWith("Cannot tell");
        Asked.Results(answer)["negatives_needed"]!.GetValue<int>().ShouldBe(299);
        Asked.Ask(ScoreQuestions.All, "threshold", _scored, "--max-false-positive-rate", "0.5").IsCertified.ShouldBeTrue();
    }

    [Fact]
    public void Cost_conformal_and_pass_at_k_answer()
    {
        Asked.Results(Asked.Ask(ScoreQuestions.All, "cost", _scored, "--miss-cost", "10"))["cost_of_flagging_nothing"]!.GetValue<double>().ShouldBe(5);
        Asked.Results(Asked.Ask(ScoreQuestions.All, "conformal", _scored, "--alpha", "0.2"))["k"]!.GetValue<int>().ShouldBe(12);
        Asked.Ask(ScoreQuestions.All, "conformal", _scored, "--alpha", "0.01").Headline.ShouldStartWith("Nothing may be left out");
        Asked.Results(Asked.Ask(ScoreQuestions.All, "pass-at-k", "--samples", "10", "--passed", "3", "--k", "5"))["pass_at_k"]!.GetValue<double>().ShouldBe(11 / 12.0, 1e-14);
    }
}
