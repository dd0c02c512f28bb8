using Custos.Policy.Expressions;
using Custos.Policy.Functions;
using Custos.Policy.Types;
using Custos.Policy.Values;

namespace Custos.Tests.Policy.Expressions;

/// <summary>Examples: the names that a gate might offer, and texts that are expressions or nearly so.</summary>
internal static class SomeExpressions
{
    private static readonly string[] Words =
    [
        "text", "tool.name", "tool.arguments", "score('x')", "1", "2u", "0.5", "'a'", "\"b\"", "b'c'", "true", "false", "null", "[", "]", "{", "}", "(", ")", ",", ":", "?", ".", "&&", "||",
        "==", "!=", "<", ">=", "in", "+", "-", "*", "/", "%", "!", "size", "x", "map", "filter", "all", "exists", "has", "cel.bind", "optional.of", "orValue", "matches", "'[a-z]+'", "r'\\d'",
        "format", "'%s'", "duration('1h')", "timestamp(0)", "int", "string", "type", "dyn", " ", "\n", "// c\n", "`a b`", "9223372036854775807", "-1", "\\", "\u00e9", "\ud83d\ude00", "0x1F",
    ];

    private static readonly string[] Right =
    [
        "score('x') > 0.8 && size(text) < 100",
        "tool.arguments.exists(k, v, k == 'path' && string(v).startsWith('/'))",
        "[1, 2, 3].map(x, x > 1, x * 2) == [4, 6]",
        "{'a': {'b': [1, 2]}}.?a.b[?0].orValue(0) == 1",
        "text.matches('^(?i)[a-z ]+$') ? 'plain' : \"%s: %d\".format([text, size(text)])",
        "cel.bind(w, text.split(' '), w.filter(x, size(x) > 3).size() >= 1 || w.all(x, x != ''))",
        "timestamp('2026-01-31T12:00:00Z') - duration('36h') < timestamp(1769900000) || 1 / 0 == 0",
        "math.greatest(1, 2.5, 3u) == 3u && type(1) == int && 5 in {5: 'a'} && has({'a': 1}.a)",
    ];

    /// <summary>text, tool.name, tool.arguments and score(name).</summary>
    public static ExpressionEnvironment Gate() => new(
        [
            new Variable("text", CelType.String, SizeBound.Of(10_000)),
            new Variable("tool.name", CelType.String, SizeBound.Of(100)),
            new Variable("tool.arguments", CelType.Map(CelType.String, CelType.Dyn), SizeBound.Of(10_000)),
            new Variable("user", CelType.String, SizeBound.Of(100)),
        ],
        [new HostOverload("score", [CelType.String], CelType.Double, _ => static (_, _) => Value.Of(0.9))]);

    /// <summary>The values of one message.</summary>
    public static Activation Talk(string text) => new Message(text);

    public static string Random(Random random) => string.Join(random.Next(2) == 0 ? " " : "", Enumerable.Range(0, random.Next(1, 14)).Select(_ => Words[random.Next(Words.Length)]));

    /// <summary>Units of UTF-16 without meaning, half characters among them.</summary>
    public static string Noise(Random random)
    {
        var top = random.Next(3) switch { 0 => 0x80, 1 => 0x100, _ => 0x10000 };
        return string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => (char)random.Next(top)));
    }

    public static string Mutated(Random random)
    {
        var source = Right[random.Next(Right.Length)];
        for (var changes = random.Next(0, 4); changes > 0; changes--)
        {
            var at = random.Next(source.Length + 1);
            var end = Math.Min(source.Length, at + random.Next(4));
            source = random.Next(3) switch
            {
                0 => source[..at] + source[end..],
                1 => source[..at] + Words[random.Next(Words.Length)] + source[at..],
                _ => source[..at] + (char)random.Next(1, 0x2FFF) + source[end..],
            };
        }

        return source;
    }

    private sealed class Message(string text) : Activation
    {
        private readonly Value[] _values =
        [
            Value.Of(text),
            Value.Of("shell"),
            Value.Of(MapValue.OfNames(("path", Value.Of("/etc")), ("depth", Value.Of(3L)), ("tags", Value.OfList(Value.Of("new"), Value.Of("free"))))),
            Value.Of("u1"),
        ];

        public override Value Read(int variable) => _values[variable];
    }
}
