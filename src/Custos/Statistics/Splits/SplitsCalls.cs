using Custos.Statistics.Calls;

namespace Custos.Statistics.Splits;

/// <summary>Which questions about splitting rows can be asked by name?</summary>
internal static class SplitsCalls
{
    public static IReadOnlyList<StatisticsCall> All { get; } =
    [
        new("splits.group_kfold", GroupKFold),
        new("training.class_weights", inputs => new CallResults { { "weights", ClassWeights.Balanced([.. inputs.Integers("counts")]) } }),
    ];

    private static CallResults GroupKFold(CallInputs inputs)
    {
        var groups = inputs.Texts("groups");
        var folds = GroupFolds.Of(groups, inputs.Small("folds"));
        var inTwo = groups.Zip(folds.FoldOfRow).Distinct().GroupBy(pair => pair.First, StringComparer.Ordinal).Count(group => group.Count() > 1);
        return new CallResults
        {
            { "groups_in_two_folds", inTwo },
            { "rows_assigned", folds.FoldOfRow.Count },
            { "every_fold_nonempty", folds.RowsInFold.All(rows => rows > 0) },
            { "greedy_largest_first_fold_sizes_sorted", folds.RowsInFold.Order().Select(rows => (long)rows) },
            { "fold_of_row", folds.FoldOfRow.Select(fold => (long)fold) },
        };
    }
}
