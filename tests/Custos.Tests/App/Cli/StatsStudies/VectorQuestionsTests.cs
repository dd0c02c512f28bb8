using Custos.App.Cli.StatsStudies;
using Custos.Records;
using Custos.Tests.App.Cli.StatsQuestions;

namespace Custos.Tests.App.Cli.StatsStudies;

public sealed class VectorQuestionsTests
{
    [Fact]
    public void A_shift_of_one_column_is_seen_and_none_is_not()
    {
        using var asked = new Asked();
        string[] Rows(int seed, double shift)
        {
            var random = new Random(seed);
            return ["a,b", .. Enumerable.Range(0, 80).Select(_ => FormattableString.Invariant($"{random.NextDouble() + shift},{random.NextDouble()}"))];
        }

        var before = asked.Table("before.csv", Rows(1, 0));
        P(asked.Table("moved.csv", Rows(2, 0.5))).ShouldBeLessThan(0.01);
        P(asked.Table("same.csv", Rows(3, 0))).ShouldBeGreaterThan(0.05);
        Should.Throw<BadInputException>(() => Asked.Ask(VectorQuestions.All, "drift-vectors", before, asked.Table("hole.csv", "a,b", "1,", "2,3"), "--columns", "a", "b"));

        double P(string now) => Asked.Results(Asked.Ask(VectorQuestions.All, "drift-vectors", before, now, "--columns", "a", "b", "--permutations", "199"))["p"]!.GetValue<double>();
    }
}
