using BenchmarkDotNet.Attributes;
using Custos.Policy.Expressions;
using Custos.Policy.Functions;
using Custos.Policy.Types;
using Custos.Policy.Values;

namespace Custos.Bench.Policy;

/// <summary>What do the conditions of policies take, to compile and to evaluate? The texts have 500 characters.</summary>
[MemoryDiagnoser]
public class ExpressionSpeed
{
    private static readonly ExpressionEnvironment Gate = new(
        [
            new Variable("text", CelType.String, SizeBound.Of(100_000)),
            new Variable("user", CelType.Map(CelType.String, CelType.Dyn), SizeBound.Of(2_000)),
            new Variable("tool.name", CelType.String, SizeBound.Of(100)),
            new Variable("tool.arguments", CelType.Map(CelType.String, CelType.Dyn), new SizeBound(64, 20_000, SizeBound.Of(20_000))),
        ],
        [new HostOverload("score", [CelType.String], CelType.Double, static _ => static (activation, _) => ((Talk)activation).Score)]);

    private readonly Talk _talk = new(Value.Of(0.9));
    private readonly Talk _early = new(Value.Unknown);
    private CompiledExpression _compiled = null!;

    [ParamsAllValues]
    public Condition Which { get; set; }

    public enum Condition
    {
        ScoreAndTags,
        ToolAllowlist,
        LoopOverArguments,
        RegularExpression,
    }

    private string Source => Which switch
    {
        Condition.ScoreAndTags => "score(\"x\") >= 0.7 && !(\"internal\" in user.tags)",
        Condition.ToolAllowlist => "!(tool.name in [\"search\", \"read\", \"list\", \"fetch\", \"mail\", \"calendar\", \"notes\", \"time\", \"weather\"]) || tool.arguments.path.startsWith(\"/etc\")",
        Condition.LoopOverArguments => "tool.arguments.exists(name, value, name == \"path\" && string(value).startsWith(\"/etc\"))",
        _ => "text.matches(\"(?i)how (do|can) i [a-z ]{3,40}\")",
    };

    [GlobalSetup]
    public void Setup() => _compiled = Compile();

    [Benchmark]
    public CompiledExpression Compile() => Expression.Compile(Source, Gate, CelType.Bool);

    [Benchmark]
    public Value Evaluate() => _compiled.Evaluate(_talk);

    [Benchmark]
    public Value EvaluateBeforeTheScoreIsKnown() => _compiled.Evaluate(_early);

    private sealed class Talk(Value score) : Activation
    {
        private readonly Value[] _values =
        [
            Value.Of(string.Concat(Enumerable.Repeat("a harmless sentence about nothing ", 15))[..500]),
            Value.Of(MapValue.OfNames(("id", Value.Of("u1")), ("tags", Value.OfList(Value.Of("new"), Value.Of("free"), Value.Of("eu"))))),
            Value.Of("read"),
            Value.Of(MapValue.OfNames(("depth", Value.Of(3L)), ("path", Value.Of("/etc/passwd")))),
        ];

        public Value Score => score;

        public override Value Read(int variable) => _values[variable];
    }
}
