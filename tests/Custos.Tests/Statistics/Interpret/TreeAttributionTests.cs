using Custos.Statistics.Interpret;

namespace Custos.Tests.Statistics.Interpret;

public sealed class TreeAttributionTests
{
    private const int Features = 5;

    [Fact]
    public void Path_dependent_values_are_the_Shapley_values_by_all_coalitions()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            TreeNode[] trees = [Grow(random, 5), Grow(random, 3)];
            var x = Row(random);
            var expected = Shapley(coalition => trees.Sum(tree => Expected(tree, x, coalition)));
            var explained = TreeAttribution.PathDependent(trees, x);
            explained.Contributions.ShouldBe(expected, 1e-10);
            explained.AdditivityError.ShouldBe(0, 1e-10);
            explained.Base.ShouldBe(trees.Sum(tree => Expected(tree, x, 0)), 1e-10);
        }
    }

    [Fact]
    public void Interventional_values_are_the_Shapley_values_by_all_coalitions()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(1000 + seed);
            TreeNode[] trees = [Grow(random, 6)];
            var x = Row(random);
            var background = Enumerable.Range(0, 7).Select(_ => Row(random)).ToArray();
            var expected = Shapley(coalition => background.Average(row =>
                Predict(trees[0], x.Select((value, i) => (coalition >> i & 1) == 1 ? value : row[i]).ToArray())));
            var explained = TreeAttribution.Interventional(trees, x, background);
            explained.Contributions.ShouldBe(expected, 1e-10);
            explained.Prediction.ShouldBe(Predict(trees[0], x), 1e-12);
        }
    }

    [Fact]
    public void A_tree_whose_branches_are_one_object_is_walked_all_the_same()
    {
        var leaf = new TreeNode.Leaf(3) { Cover = 5 };
        var explained = TreeAttribution.PathDependent([new TreeNode.Split(0, 0, leaf, leaf) { Cover = 10 }], [1.0]);
        explained.Prediction.ShouldBe(3);
        explained.Contributions[0].ShouldBe(0, 1e-15);
    }

    [Fact]
    public void A_split_on_a_feature_that_is_not_there_names_the_parameter()
    {
        var leaf = new TreeNode.Leaf(3) { Cover = 5 };
        Should.Throw<ArgumentException>(() => TreeAttribution.PathDependent([new TreeNode.Split(4, 0, leaf, leaf) { Cover = 10 }], [1.0])).ParamName.ShouldBe("trees");
        Should.Throw<ArgumentException>(() => TreeAttribution.Interventional([leaf], [1.0], [])).ParamName.ShouldBe("background");
    }

    private static double[] Shapley(Func<int, double> game)
    {
        var values = new double[Features];
        var factorial = new double[] { 1, 1, 2, 6, 24, 120 };
        for (var i = 0; i < Features; i++)
        {
            for (var coalition = 0; coalition < 1 << Features; coalition++)
            {
                if ((coalition >> i & 1) == 1) continue;
                var size = int.PopCount(coalition);
                values[i] += factorial[size] * factorial[Features - 1 - size] / factorial[Features] * (game(coalition | 1 << i) - game(coalition));
            }
        }

        return values;
    }

    private static double Expected(TreeNode node, double[] x, int known) => node switch
    {
        TreeNode.Leaf leaf => leaf.Value,
        TreeNode.Split split when (known >> split.Feature & 1) == 1 => Expected(x[split.Feature] <= split.Threshold ? split.Left : split.Right, x, known),
        TreeNode.Split split => (split.Left.Cover * Expected(split.Left, x, known) + split.Right.Cover * Expected(split.Right, x, known)) / (split.Left.Cover + split.Right.Cover),
        _ => throw new InvalidOperationException(),
    };

    private static double Predict(TreeNode node, double[] x) => Expected(node, x, (1 << Features) - 1);

    private static TreeNode Grow(Random random, int depth) => depth == 0 || random.Next(6) == 0
        ? new TreeNode.Leaf(random.NextDouble() * 10 - 5) { Cover = 1 + random.Next(50) }
        : new TreeNode.Split(random.Next(Features), random.NextDouble(), Grow(random, depth - 1), Grow(random, depth - 1)) { Cover = 1 + random.Next(50) };

    private static double[] Row(Random random) => [.. Enumerable.Range(0, Features).Select(_ => random.NextDouble())];
}
