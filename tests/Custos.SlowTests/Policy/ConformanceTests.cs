using System.Diagnostics;
using System.Text.Json;
using Custos.App.Cli.Policies;
using Custos.Policy.Expressions;
using Custos.Policy.Types;
using Custos.Policy.Values;
using Custos.Tests.House;
using Xunit.Abstractions;

namespace Custos.SlowTests.Policy;

/// <summary>The public conformance suite of the language (cel-spec 0.25.1, carried by the npm package @bufbuild/cel-spec).</summary>
public sealed class ConformanceTests(ITestOutputHelper output)
{
    // Of cel-spec 0.25.1: those outside protocol-buffer messages, and those that need them.
    private const int Cases = 1651;
    private const int CasesWithMessages = 693;

    [Fact]
    public async Task All_cases_without_messages_pass()
    {
        var cases = await ReadCasesAsync();
        var outcomes = cases.Where(one => !one.GetProperty("needsMessages").GetBoolean())
            .Select(one => (Id: one.GetProperty("id").GetString()!, Wrong: WhatIsWrong(one)))
            .ToList();

        foreach (var file in outcomes.GroupBy(outcome => outcome.Id.Split('/')[0]).OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"{file.Key}: {file.Count(outcome => outcome.Wrong is null)} of {file.Count()}");
        }

        var passed = outcomes.Count(outcome => outcome.Wrong is null);
        output.WriteLine($"all without messages: {passed} of {outcomes.Count}; {cases.Count - outcomes.Count} need messages");
        foreach (var (id, wrong) in outcomes.Where(outcome => outcome.Wrong is not null)) output.WriteLine($"{id}: {wrong}");

        outcomes.Where(outcome => outcome.Wrong is not null).ShouldBeEmpty();
        outcomes.Count.ShouldBe(Cases);
        (cases.Count - outcomes.Count).ShouldBe(CasesWithMessages);
    }

    // What nobody wrote by hand reaches corners that nobody thought of; the bound on the time leaves room for a loaded machine.
    [Fact]
    public async Task Mutated_cases_end_in_an_answer_soon()
    {
        var cases = await ReadCasesAsync();
        var sources = cases.Select(one => one.GetProperty("expr").GetString()!).ToList();
        var random = new Random(17);
        var (values, slowest) = (0, TimeSpan.Zero);
        foreach (var one in cases)
        {
            for (var round = 0; round < 20; round++)
            {
                var source = Mutated(random, one.GetProperty("expr").GetString()!, sources[random.Next(sources.Count)]);
                var watch = Stopwatch.StartNew();
                if (!Evaluation.Of(source, Evaluation.ReadBindings(one.GetProperty("bindings"))).Answer.IsFailure) values++;
                if (watch.Elapsed > slowest) slowest = watch.Elapsed;
            }
        }

        output.WriteLine($"{values} of {cases.Count * 20} have a value; the slowest took {slowest.TotalMilliseconds:F0} ms");
        values.ShouldBeGreaterThan(cases.Count);
        slowest.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    private static string Mutated(Random random, string source, string other)
    {
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var at = random.Next(source.Length + 1);
            var end = Math.Min(source.Length, at + random.Next(4));
            var from = random.Next(other.Length);
            source = random.Next(4) switch
            {
                0 => source[..at] + source[end..],
                1 => source[..at] + other[from..Math.Min(other.Length, from + random.Next(12))] + source[at..],
                2 => source[..at] + (char)random.Next(1, 0x10000) + source[end..],
                _ => $"[{source}].{((string[])["map", "filter", "exists", "all"])[random.Next(4)]}(x, {other})",
            };
        }

        return source;
    }

    private static string? WhatIsWrong(JsonElement one)
    {
        var expression = one.GetProperty("expr").GetString()!;
        var typeEnvironment = one.GetProperty("typeEnv");
        if (one.TryGetProperty("type", out var type) && DeducedType(expression, typeEnvironment) is var deduced && deduced != TypeOf(type).ToString())
        {
            return $"{expression} has the type {deduced}";
        }

        if (one.GetProperty("checkOnly").GetBoolean()) return null;
        var (answer, misfit) = Evaluation.Of(expression, Evaluation.ReadBindings(one.GetProperty("bindings")), one.GetProperty("container").GetString()!);
        if (one.GetProperty("fails").GetBoolean()) return answer.IsFailure ? null : $"{expression} is {answer} and should be an error";
        if (one.GetProperty("check").GetBoolean() && misfit is not null) return $"{expression} passes no check: {misfit}";
        return IsSame(answer, ValueJson.Read(one.GetProperty("value"))) ? null : $"{expression} is {answer}";
    }

    private static string DeducedType(string expression, JsonElement declarations)
    {
        var functions = declarations.EnumerateArray().Where(declaration => declaration.TryGetProperty("function", out _)).SelectMany(declaration =>
            declaration.GetProperty("function").GetProperty("overloads").EnumerateArray().Select(overload => new HostOverload(
                declaration.GetProperty("name").GetString()!,
                [.. overload.GetProperty("params").EnumerateArray().Select(TypeOf)],
                TypeOf(overload.GetProperty("resultType")),
                _ => (_, _) => Value.Null)));
        return Expression.TryCompile(expression, new ExpressionEnvironment(functions: functions), out var compiled, out var errors) ? compiled.Type.ToString() : string.Join('\n', errors);
    }

    private static CelType TypeOf(JsonElement type)
    {
        var member = type.EnumerateObject().First();
        return (member.Name, member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString() : null) switch
        {
            ("primitive", "BOOL") => CelType.Bool,
            ("primitive", "INT64") => CelType.Int,
            ("primitive", "UINT64") => CelType.Uint,
            ("primitive", "DOUBLE") => CelType.Double,
            ("primitive", "STRING") => CelType.String,
            ("primitive", "BYTES") => CelType.Bytes,
            ("wellKnown", "TIMESTAMP") => CelType.Timestamp,
            ("wellKnown", "DURATION") => CelType.Duration,
            ("null", _) => CelType.Null,
            ("dyn", _) => CelType.Dyn,
            ("typeParam", var name) => CelType.Parameter(name!),
            ("listType", _) => CelType.List(TypeOf(member.Value.GetProperty("elemType"))),
            ("mapType", _) => CelType.Map(TypeOf(member.Value.GetProperty("keyType")), TypeOf(member.Value.GetProperty("valueType"))),
            ("abstractType", _) => AbstractType(member.Value),
            var other => throw new InvalidOperationException(other.Name),
        };
    }

    private static CelType AbstractType(JsonElement type)
    {
        var arguments = type.GetProperty("parameterTypes").EnumerateArray().Select(TypeOf).ToArray();
        var name = type.GetProperty("name").GetString()!;
        return name == "optional_type" ? CelType.Optional(arguments[0]) : CelType.Opaque(name, arguments);
    }

    // Of one kind all the way down, where the language's own == would take 1 for 1.0.
    private static bool IsSame(Value one, Value other) => one.Kind == other.Kind && one.Kind switch
    {
        ValueKind.Double => one.AsDouble.Equals(other.AsDouble) || one.AsDouble == other.AsDouble,
        ValueKind.List => one.AsList.Count == other.AsList.Count && Enumerable.Range(0, one.AsList.Count).All(i => IsSame(one.AsList[i], other.AsList[i])),
        ValueKind.Map => one.AsMap.Count == other.AsMap.Count && one.AsMap.Entries.ToArray().All(entry => other.AsMap.TryGet(entry.Key, out var value) && IsSame(entry.Value, value)),
        _ => one == other,
    };

    private static async Task<List<JsonElement>> ReadCasesAsync()
    {
        var start = new ProcessStartInfo("node", ["tests/Custos.SlowTests/Policy/conformance-cases.mjs"]) { UseShellExecute = false, RedirectStandardOutput = true, WorkingDirectory = Repository.Root };
        using var node = Process.Start(start)!;
        var lines = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        node.ExitCode.ShouldBe(0);
        return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }
}
