namespace Custos.Statistics.Interpret;

/// <summary>What does a decision tree do here: decide, or send on?</summary>
public abstract record TreeNode
{
    private TreeNode()
    {
    }

    /// <summary>How many training rows (or what weight of them) came here, above 0.</summary>
    public required double Cover { get; init; }

    /// <summary>The tree says this value.</summary>
    public sealed record Leaf(double Value) : TreeNode;

    /// <summary>A row goes left when its feature is at most the threshold, else right.</summary>
    public sealed record Split(int Feature, double Threshold, TreeNode Left, TreeNode Right) : TreeNode
    {
        internal bool GoesLeft(ReadOnlySpan<double> row) => row[Feature] <= Threshold;
    }
}
