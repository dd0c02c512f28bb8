using Custos.Statistics.Calls;

namespace Custos.Statistics.Interpret;

/// <summary>Which questions about contributions can be asked by name?</summary>
internal static class InterpretCalls
{
    // A tree deeper than this is no decision tree that was learnt.
    private const int DeepestTree = 200;

    public static IReadOnlyList<StatisticsCall> All { get; } =
    [
        new("interpret.linear_shap", Linear),
        new("interpret.tree_shap", Tree),
    ];

    private static CallResults Linear(CallInputs inputs)
    {
        var explained = LinearAttribution.Explain(
            inputs.Column("coefficients"), inputs.NumberOr("intercept", 0), inputs.Column("background_mean"), inputs.Column("x"));
        return new CallResults
        {
            { "phi", explained.Contributions },
            { "base_value", explained.Base },
            { "prediction", explained.Prediction },
            { "additivity_error", explained.AdditivityError },
        };
    }

    private static CallResults Tree(CallInputs inputs)
    {
        TreeNode[] trees = [Node(inputs.Object("tree"), 0)];
        var x = inputs.Column("x");
        var path = TreeAttribution.PathDependent(trees, x);
        var results = new CallResults
        {
            { "prediction", path.Prediction },
            { "path_dependent", new CallResults { { "base", path.Base }, { "phi", path.Contributions } } },
        };
        if (!inputs.Has("background")) return results;
        var background = TreeAttribution.Interventional(trees, x, inputs.Matrix("background"));
        results.Add("interventional", new CallResults { { "base", background.Base }, { "phi", background.Contributions } });
        return results;
    }

    private static TreeNode Node(CallInputs node, int depth)
    {
        if (depth > DeepestTree) throw new ArgumentException("The tree is more than 200 levels deep.", nameof(node));
        var cover = node.Number("cover");
        return node.Has("value")
            ? new TreeNode.Leaf(node.Number("value")) { Cover = cover }
            : new TreeNode.Split(
                node.Small("feature"), node.Number("threshold"), Node(node.Object("left"), depth + 1), Node(node.Object("right"), depth + 1)) { Cover = cover };
    }
}
