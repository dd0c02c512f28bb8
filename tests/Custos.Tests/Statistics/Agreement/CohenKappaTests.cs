using Custos.Statistics.Agreement;

namespace Custos.Tests.Statistics.Agreement;

public sealed class CohenKappaTests
{
    private static readonly RatingTable _table = new([[0, 4, 1], [0, 8, 0], [0, 1, 5]]);

    // statsmodels 0.13.5, cohens_kappa(table, weights, wt).
    [Theory]
    [InlineData(DisagreementWeights.Nominal, 2, 0.48416289592760187, 0.1380135783058146, 0.1483982818901329)]
    [InlineData(DisagreementWeights.Linear, 2, 0.4701195219123506, 0.14574604514192566, 0.14258507762473158)]
    [InlineData(DisagreementWeights.Quadratic, 2, 0.4501607717041801, 0.19223266335726072, 0.187919468304494)]
    [InlineData(DisagreementWeights.Linear, 4, 0.6287744227353463, 0.15493167674615832, 0.19070437557979208)]
    public void Kappa_and_both_errors_are_those_of_statsmodels(DisagreementWeights weights, double lastScore, double kappa, double error, double nullError)
    {
        var answer = CohenKappa.Measure(_table, weights, [0, 1, lastScore]);
        answer.Value!.Value.ShouldBe(kappa, 1e-14);
        answer.StandardError!.Value.ShouldBe(error, 1e-14);
        answer.NullStandardError!.Value.ShouldBe(nullError, 1e-14);
        answer.N.ShouldBe(19);
    }

    [Fact]
    public void The_interval_is_that_of_statsmodels()
    {
        var interval = CohenKappa.Measure(_table).Interval!.Value;
        interval.Lower.ShouldBe(0.21366125307070666, 1e-12);
        interval.Upper.ShouldBe(0.754664538784497, 1e-12);
    }

    [Fact]
    public void Raters_who_only_ever_said_one_thing_have_no_kappa()
    {
        var answer = CohenKappa.Measure(new RatingTable([[10, 0], [0, 0]]));
        answer.Value.ShouldBeNull();
        answer.AbsentBecause!.ShouldContain("cannot be told from chance");
        answer.P.ShouldBeNull();
    }

    [Fact]
    public void Perfect_agreement_is_one() => CohenKappa.Measure(new RatingTable([[5, 0], [0, 7]])).Value!.Value.ShouldBe(1, 1e-15);

    [Fact]
    public void Tables_of_parts_add_up_to_the_table_of_all()
    {
        var first = RatingTable.Of([1, 2, 2], [1, 2, 1], [1, 2]);
        var second = RatingTable.Of([1, 1], [2, 1], [1, 2]);
        CohenKappa.Measure(first + second).Value.ShouldBe(CohenKappa.Measure(RatingTable.Of([1, 2, 2, 1, 1], [1, 2, 1, 2, 1])).Value);
    }

    [Fact]
    public void Swapping_the_raters_changes_nothing() =>
        CohenKappa.Measure(new RatingTable([[0, 0, 0], [4, 8, 1], [1, 0, 5]])).Value!.Value.ShouldBe(CohenKappa.Measure(_table).Value!.Value, 1e-15);

    [Fact]
    public void Tables_that_are_not_square_or_hold_no_number_are_refused()
    {
        Should.Throw<ArgumentException>(() => new RatingTable([[1, 2], [3, 4, 5]])).ParamName.ShouldBe("counts");
        Should.Throw<ArgumentException>(() => new RatingTable([[1, double.NaN], [3, 4]])).ParamName.ShouldBe("counts");
        Should.Throw<ArgumentException>(() => RatingTable.Of([1, 3], [1, 2], [1, 2])).ParamName.ShouldBe("first");
    }
}
