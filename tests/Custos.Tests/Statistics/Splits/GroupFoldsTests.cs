using Custos.Statistics.Splits;

namespace Custos.Tests.Statistics.Splits;

public sealed class GroupFoldsTests
{
    [Fact]
    public void No_group_is_in_two_folds_and_no_fold_is_empty()
    {
        var random = new Random(2);
        for (var trial = 0; trial < 50; trial++)
        {
            var groups = Enumerable.Range(0, 60).Select(_ => $"u{random.Next(12)}").Concat(["v1", "v2", "v3"]).ToArray();
            var folds = GroupFolds.Of(groups, 3);
            groups.Zip(folds.FoldOfRow).Distinct().Select(pair => pair.First).ShouldBeUnique();
            folds.RowsInFold.Sum().ShouldBe(63);
            folds.RowsInFold.ShouldAllBe(rows => rows > 0);
        }
    }

    [Fact]
    public void The_largest_group_goes_first() =>
        GroupFolds.Of(["u1", "u1", "u2", "u3", "u3", "u3", "u4", "u5", "u5", "u6"], 3).RowsInFold.Order().ShouldBe([3, 3, 4]);

    [Fact]
    public void Too_few_groups_are_refused() => Should.Throw<ArgumentException>(() => GroupFolds.Of(["a", "b"], 3)).ParamName.ShouldBe("groups");
}
