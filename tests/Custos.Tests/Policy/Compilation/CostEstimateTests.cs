using Custos.Policy.Checking;
using Custos.Policy.Compilation;
using Custos.Policy.Expressions;
using Custos.Policy.Functions;
using Custos.Policy.Syntax;
using Custos.Policy.Types;
using Custos.Policy.Values;

namespace Custos.Tests.Policy.Compilation;

public sealed class CostEstimateTests
{
    private const double MaxCost = 1_000_000;
    private const double Rounding = 1e-6;

    private static readonly ExpressionEnvironment Sized = new(
        [
            new Variable("text", CelType.String, SizeBound.Of(12)),
            new Variable("words", CelType.List(CelType.String), SizeBound.ListOf(4, SizeBound.Of(5))),
            new Variable("numbers", CelType.List(CelType.Int), SizeBound.ListOf(6, SizeBound.One)),
            new Variable("n", CelType.Int),
        ]);

    // The values are as large as declared. Steps are paid one by one, texts and lists by what is written.
    [Fact]
    public void What_an_expression_takes_and_gives_never_exceeds_the_estimate()
    {
        var random = new Random(41);
        var (run, nearest) = (0, 0.0);
        for (var i = 0; i < 4_000; i++)
        {
            var text = new SourceText(SomeTyped.Of(random, depth: 5), SourceOrigin.None);
            var checker = Checker.Check(Parser.Parse(text.Text), text, Sized, isStrict: true, out var root);
            checker.Errors.ShouldBeEmpty(text.Text);
            var (cost, size) = CostEstimate.Of(root, Sized, checker.Scope.Slots);
            if (cost > MaxCost) continue;
            run++;
            foreach (var node in (Node[])[root, Folding.Fold(root)])
            {
                var frame = new Frame { Activation = Full(random), Locals = new Value[checker.Scope.Slots], Budget = MaxCost * 2 };
                var answer = new StepCompiler(text, checker.Types, isChecked: true, isMetered: true).Compile(node)(ref frame);
                var spent = MaxCost * 2 - frame.Remaining;
                spent.ShouldBeLessThanOrEqualTo(cost + Rounding, text.Text);
                SizeOf(answer).ShouldBeLessThanOrEqualTo(size.Total, text.Text);
                nearest = Math.Max(nearest, spent / cost);
            }
        }

        // The estimate is worth something: some expressions run, and some come near it.
        run.ShouldBeGreaterThan(2_000);
        nearest.ShouldBeGreaterThan(0.9);
    }

    [Fact]
    public void A_loop_costs_its_rounds_and_a_branch_the_dearer_of_two()
    {
        double CostOf(string source) => Expression.Compile(source, Sized).Cost;

        (CostOf("numbers.all(x, numbers.all(y, x == y))") / CostOf("numbers.all(x, x == n)")).ShouldBeInRange(4, 12);
        CostOf("n > 0 ? text.matches('a[b-z]{20}') : true").ShouldBe(CostOf("n > 0 ? true : text.matches('a[b-z]{20}')"));
        CostOf("text.matches('a[b-z]{20}') || n > 0").ShouldBeGreaterThan(CostOf("n > 0"));
    }

    private static Bindings Full(Random random) => new(Sized, new Dictionary<string, Value>
    {
        ["text"] = Value.Of(Letters(random, 12)),
        ["words"] = Value.Of(new ListValue([.. Enumerable.Range(0, 4).Select(_ => Value.Of(Letters(random, 5)))])),
        ["numbers"] = Value.Of(new ListValue([.. Enumerable.Range(0, 6).Select(_ => Value.Of(random.NextInt64(-3, 9)))])),
        ["n"] = Value.Of(random.NextInt64(-3, 9)),
    });

    private static string Letters(Random random, int count) => string.Concat(Enumerable.Range(0, count).Select(_ => "ab é"[random.Next(4)]));

    private static double SizeOf(Value value) => value.Kind switch
    {
        ValueKind.String => value.AsString.Length,
        ValueKind.List => value.AsList.Count + value.AsList.Items.ToArray().Sum(SizeOf),
        ValueKind.Map => value.AsMap.Count + value.AsMap.Entries.ToArray().Sum(entry => SizeOf(entry.Key) + SizeOf(entry.Value)),
        _ => 1,
    };
}
