namespace Custos.Statistics.Interpret;

/// <summary>How much did each feature contribute to what trees said?</summary>
/// <remarks>
/// A leaf pays its value when every feature on its path leads there. Whether an unknown feature does is either the share of training rows
/// that went that way (path-dependent) or what a background row does (interventional); either way the leaf is a product over features,
/// whose Shapley values have a closed form. Exact. O(leaves × depth³) per tree, times the background rows where there are any.
/// Source: Lundberg et al. 2020, Nature Machine Intelligence 2, 56.
/// </remarks>
public static class TreeAttribution
{
    /// <summary>Unknown features take the branches as the training rows did. The trees' values are added.</summary>
    /// <exception cref="ArgumentException">There is no tree, a split names a feature that the row has not, a cover is not above 0, or a number is not finite.</exception>
    public static Attribution PathDependent(IReadOnlyList<TreeNode> trees, ReadOnlySpan<double> x)
    {
        Check(trees, x);
        var sum = new Sum(x.Length);
        foreach (var tree in trees) Walk(tree, x, default, new Path(), sum, 1);
        return sum.Result;
    }

    /// <summary>Unknown features are those of a background row; averaged over these.</summary>
    /// <exception cref="ArgumentException">As for the other, or there is no background row, or one has not as many features as the row.</exception>
    public static Attribution Interventional(IReadOnlyList<TreeNode> trees, ReadOnlySpan<double> x, IReadOnlyList<double[]> background)
    {
        Check(trees, x);
        ArgumentNullException.ThrowIfNull(background);
        if (background.Count == 0) throw new ArgumentException("There is no background row.", nameof(background));
        var sum = new Sum(x.Length);
        foreach (var row in background)
        {
            Require.SameLength(x.Length, row.Length, nameof(background));
            Require.Finite(row, nameof(background));
            foreach (var tree in trees) Walk(tree, x, row, new Path(), sum, 1.0 / background.Count);
        }

        return sum.Result;
    }

    private static void Walk(TreeNode node, ReadOnlySpan<double> x, ReadOnlySpan<double> background, Path path, Sum sum, double weight)
    {
        if (node is TreeNode.Leaf leaf)
        {
            sum.Add(leaf.Value * weight, path);
            return;
        }

        var split = (TreeNode.Split)node;
        var all = split.Left.Cover + split.Right.Cover;
        Branch(split.Left, split.GoesLeft(x), background.IsEmpty ? split.Left.Cover / all : split.GoesLeft(background) ? 1 : 0, x, background);
        Branch(split.Right, !split.GoesLeft(x), background.IsEmpty ? split.Right.Cover / all : split.GoesLeft(background) ? 0 : 1, x, background);

        void Branch(TreeNode child, bool known, double unknown, ReadOnlySpan<double> x, ReadOnlySpan<double> background) =>
            Walk(child, x, background, path.With(split.Feature, known ? 1 : 0, unknown), sum, weight);
    }

    private static void Check(IReadOnlyList<TreeNode> trees, ReadOnlySpan<double> x)
    {
        ArgumentNullException.ThrowIfNull(trees);
        Require.Finite(x, nameof(x));
        if (trees.Count == 0) throw new ArgumentException("There is no tree.", nameof(trees));
        foreach (var tree in trees) CheckNode(tree, x.Length, nameof(trees));
    }

    private static void CheckNode(TreeNode node, int features, string name)
    {
        if (!(node.Cover > 0 && double.IsFinite(node.Cover))) throw new ArgumentException("A node's cover is not a finite number above 0.", name);
        if (node is TreeNode.Leaf leaf) Require.Finite(leaf.Value, name);
        if (node is not TreeNode.Split split) return;
        if (split.Feature < 0 || split.Feature >= features)
        {
            throw new ArgumentException($"A split asks for feature {split.Feature}; the row has features 0 … {features - 1}.", name);
        }

        CheckNode(split.Left, features, name);
        CheckNode(split.Right, features, name);
    }

    /// <summary>For each feature on the way to a leaf: does the row go there (known), and with what share does an unknown one (unknown)?</summary>
    private sealed record Path
    {
        public (int Feature, double Known, double Unknown)[] Steps { get; private init; } = [];

        public Path With(int feature, double known, double unknown)
        {
            var at = Array.FindIndex(Steps, step => step.Feature == feature);
            if (at < 0) return new Path { Steps = [.. Steps, (feature, known, unknown)] };
            var steps = ((int Feature, double Known, double Unknown)[])Steps.Clone();
            steps[at] = (feature, steps[at].Known * known, steps[at].Unknown * unknown);
            return new Path { Steps = steps };
        }
    }

    private sealed class Sum(int features)
    {
        private readonly double[] _contributions = new double[features];
        private double _base;
        private double _prediction;

        public Attribution Result => new(_base, _contributions, _prediction);

        // The game pays value × Π (known if the feature is in the coalition, else unknown). Feature i adds (knownᵢ − unknownᵢ) times the
        // product over the others, averaged over all orders: coalitions of k others count k! (d − 1 − k)! / d!, and the polynomial
        // Π (unknownⱼ + knownⱼ t) collects the products by k.
        public void Add(double value, Path path)
        {
            var steps = path.Steps;
            double allKnown = value, allUnknown = value;
            foreach (var (_, known, unknown) in steps)
            {
                allKnown *= known;
                allUnknown *= unknown;
            }

            _prediction += allKnown;
            _base += allUnknown;
            var polynomial = new double[steps.Length];
            for (var i = 0; i < steps.Length; i++)
            {
                if (steps[i].Known == steps[i].Unknown) continue;
                Product(steps, i, polynomial);
                _contributions[steps[i].Feature] += value * (steps[i].Known - steps[i].Unknown) * Average(polynomial);
            }
        }

        private static void Product((int Feature, double Known, double Unknown)[] steps, int except, double[] polynomial)
        {
            Array.Clear(polynomial);
            polynomial[0] = 1;
            var degree = 0;
            for (var j = 0; j < steps.Length; j++)
            {
                if (j == except) continue;
                degree++;
                for (var k = degree; k >= 0; k--)
                {
                    polynomial[k] = polynomial[k] * steps[j].Unknown + (k > 0 ? polynomial[k - 1] * steps[j].Known : 0);
                }
            }
        }

        private static double Average(double[] polynomial)
        {
            double sum = 0, weight = 1.0 / polynomial.Length;
            for (var k = 0; k < polynomial.Length; k++)
            {
                sum += weight * polynomial[k];
                weight *= (k + 1.0) / Math.Max(1, polynomial.Length - 1 - k);
            }

            return sum;
        }
    }
}
