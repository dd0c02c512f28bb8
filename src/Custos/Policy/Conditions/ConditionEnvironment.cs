using Custos.Policy.Expressions;
using Custos.Policy.Functions;
using Custos.Policy.Types;
using Custos.Policy.Values;
using Custos.Records;

namespace Custos.Policy.Conditions;

/// <summary>What may a condition of a policy read and call besides the language itself?</summary>
public static class ConditionEnvironment
{
    /// <summary>The longest text that the worst-case cost is computed for, in characters; for a longer one a condition may fail for its cost.</summary>
    public const int DeclaredLength = 100_000;

    private static readonly Value NotThere = Value.Error("What the rule asks for is not there.", FailureClass.MissingSignal);

    /// <summary>In the order of <see cref="ConditionVariable"/>.</summary>
    public static IReadOnlyList<Variable> Variables { get; } =
    [
        new("text", CelType.String, SizeBound.Of(DeclaredLength)),
        new("raw", CelType.String, SizeBound.Of(DeclaredLength)),
        new("direction", CelType.String, SizeBound.Of(20)),
        new("user", CelType.String, SizeBound.Of(512)),
        new("organisation", CelType.String, SizeBound.Of(512)),
        new("conversation", CelType.String, SizeBound.Of(512)),
        new("address", CelType.String, SizeBound.Of(512)),
        new("endpoint", CelType.String, SizeBound.Of(512)),
        new("region", CelType.String, SizeBound.Of(512)),
        new("now", CelType.Timestamp),
        new("tool.name", CelType.String, SizeBound.Of(512)),
        // Fields with lists of a thousand items, or texts of thousands of characters, of which a condition reads some.
        new("tool.arguments", CelType.Map(CelType.String, CelType.Dyn), new SizeBound(64, 20_000, new SizeBound(1_000, 20_000, SizeBound.Of(1_000)))),
    ];

    /// <summary>The environment of one policy's conditions, whose calls are numbered in the bundle's table of needs.</summary>
    internal static ExpressionEnvironment Of(PolicyNames names, NeedTable needs, CounterKeys keys)
    {
        var label = (IReadOnlyList<CelType>)[CelType.String];
        var counter = (IReadOnlyList<CelType>)[CelType.String, CelType.String, CelType.Duration];
        return new ExpressionEnvironment(
            Variables,
            [
                Named("phrase", label, CelType.Bool),
                Named("pattern", label, CelType.Bool),
                Named("similar_to", label, CelType.Bool),
                Named("identifier", label, CelType.Bool),
                Named("proved", label, CelType.Bool),
                Named("score", label, CelType.Double),
                Named("conversation_score", label, CelType.Double),
                Named("judge", label, CelType.Double),
                Named("view", label, CelType.String, DeclaredLength),
                Named("language", [], CelType.String, 20),
                Named("turns", [], CelType.Int),
                Named("previous", [], CelType.Map(CelType.String, CelType.Dyn), 100),
                new HostOverload("flagged", label, CelType.Bool, Flagged),
                new HostOverload("tier", [], CelType.String, _ => static (activation, _) => activation.Read(ConditionVariable.CustomerTier)) { ResultSize = SizeBound.Of(512) },
                Counter("count"),
                Counter("sum"),
                Counter("distinct"),
            ]);

        HostOverload Named(string function, IReadOnlyList<CelType> parameters, CelType result, int size = 1) =>
            new(function, parameters, result, call => names.Resolve(function, call.Arguments) is { } need ? Ask(needs.Add(need)) : static (_, _) => NotThere) { ResultSize = SizeBound.Of(size) };

        HostOverload Counter(string function) => new(function, counter, CelType.Double, call => AskKeyed(function, call));

        HostBody Flagged(HostCall call)
        {
            if (names.Resolve("flagged", call.Arguments) is not { } need || !names.Thresholds.TryGetValue(need.Name, out var threshold)) return static (_, _) => NotThere;
            var number = needs.Add(need);
            return (activation, _) => threshold.Of(((Facts)activation).Answer(number));
        }

        HostBody AskKeyed(string function, HostCall call)
        {
            if (keys.At(call.Line, call.Column) is not { } key || PolicyNames.ResolveCounter(function, key, call.Arguments) is not { } need) return static (_, _) => NotThere;
            var number = needs.Add(need);
            return Ask(number);
        }
    }

    private static HostBody Ask(int need) => (activation, _) => ((Facts)activation).Answer(need);
}
