using Custos.Policy.Expressions;
using Custos.Policy.Types;
using Custos.Policy.Values;
using Custos.Records;

namespace Custos.Tests.Policy.Compilation;

/// <summary>What holds while something is not known yet, or has failed? Calls of a host: <c>ask("t")</c> is true, "f" false, "e" and "o" errors, all others are not known.</summary>
public sealed class LogicStepsTests
{
    private static readonly ExpressionEnvironment Asked = new(
        [new Variable("later", CelType.Bool)],
        [
            new HostOverload("ask", [CelType.String], CelType.Bool, _ => (_, values) => values[0].AsString switch
            {
                "t" => Value.True,
                "f" => Value.False,
                "e" => Value.Error("The classifier did not answer in time.", FailureClass.Timeout),
                "o" => Value.Error("The classifier has no room.", FailureClass.Overload),
                _ => Value.Unknown,
            }),
        ]);

    // Source: the language definition, "Logical operators" for errors; the reference implementation's partial evaluation for unknowns.
    [Theory]
    [InlineData("t t", "true", "true")]
    [InlineData("t f", "false", "true")]
    [InlineData("t e", "Timeout", "true")]
    [InlineData("t u", "awaits u", "true")]
    [InlineData("f f", "false", "false")]
    [InlineData("f e", "false", "Timeout")]
    [InlineData("f u", "false", "awaits u")]
    [InlineData("e e", "Timeout", "Timeout")]
    [InlineData("e u", "awaits u", "awaits u")]
    [InlineData("u u", "awaits u", "awaits u")]
    [InlineData("u v", "awaits u, v", "awaits u, v")]
    public void Both_and_either_of_two_are_the_same_in_either_order(string parts, string both, string either)
    {
        var (a, b) = (parts[0], parts[2]);

        Answer($"ask('{a}') && ask('{b}')").ShouldBe(both);
        Answer($"ask('{b}') && ask('{a}')").ShouldBe(both);
        Answer($"ask('{a}') || ask('{b}')").ShouldBe(either);
        Answer($"ask('{b}') || ask('{a}')").ShouldBe(either);
        Answer($"ask('{a}') && true && ask('{b}')").ShouldBe(both);
        Answer($"ask('{b}') || false || ask('{a}')").ShouldBe(either);
        Answer($"['{a}', '{b}'].all(part, ask('{a}') && ask('{b}'))").ShouldBe(both);
        Answer($"['{a}', '{b}'].exists(part, ask('{b}') || ask('{a}'))").ShouldBe(either);
    }

    [Theory]
    [InlineData("!ask('u')", "awaits u")]
    [InlineData("!ask('e')", "Timeout")]
    [InlineData("ask('u') ? ask('v') : ask('w')", "awaits u")]
    [InlineData("ask('t') ? ask('v') : ask('w')", "awaits v")]
    [InlineData("ask('e') ? true : true", "Timeout")]
    [InlineData("ask('u') == ask('v')", "awaits u, v")]
    [InlineData("ask('u') == ask('e')", "Timeout")]
    [InlineData("ask('u') != (1 / 0 == 1)", "Error")]
    [InlineData("ask('e') == ask('o')", "Timeout")]
    [InlineData("ask('o') && ask('e')", "Overload")]
    [InlineData("ask('o') && ask('e') && ask('f')", "false")]
    [InlineData("ask('u') || ask('u')", "awaits u")]
    [InlineData("[1, 2].exists(i, i == 2 || ask('u'))", "true")]
    [InlineData("[1, 2].all(i, ask('u'))", "awaits u")]
    [InlineData("['u', 'v'].all(name, ask(name))", "awaits ?")]
    [InlineData("['u', 'v', 'f'].all(name, ask(name))", "false")]
    [InlineData("[1].map(i, ask('u')) == [true]", "awaits u")]
    [InlineData("[1].exists_one(i, ask('u'))", "awaits u")]
    [InlineData("{'a': ask('u'), 'b': ask('v')}.a", "awaits u, v")]
    [InlineData("size([ask('u'), ask('e')]) == 2", "Timeout")]
    [InlineData("optional.of(true).orValue(ask('u'))", "true")]
    [InlineData("optional.none().orValue(ask('u'))", "awaits u")]
    [InlineData("cel.bind(a, ask('u'), true)", "true")]
    [InlineData("cel.bind(a, ask('u'), a || ask('v'))", "awaits u, v")]
    [InlineData("later || ask('u')", "awaits later, u")]
    [InlineData("later && ask('f')", "false")]
    public void What_is_not_known_or_failed_carries_on_until_something_decides(string source, string answer) => Answer(source).ShouldBe(answer);

    [Fact]
    public void Any_number_of_calls_can_be_waited_for()
    {
        var names = Enumerable.Range(0, 200).Select(i => $"u{i}").ToList();

        Answer(string.Join(" || ", names.Select(name => $"ask('{name}')"))).ShouldBe($"awaits {string.Join(", ", names.Order(StringComparer.Ordinal))}");
        Answer(string.Join(" || ", names.Select(name => $"ask('{name}')").Reverse().Append("ask('t')"))).ShouldBe("true");
    }

    // The promises that let a gate stop early: a known answer outlives all that becomes known later, and one that is not known stays so as
    // long as everything that it waits for does.
    [Fact]
    public void A_known_answer_never_changes_and_an_unknown_one_only_by_what_it_awaits()
    {
        string[] names = ["a", "b", "c"];
        Value[] known = [Value.True, Value.False, Value.Error("e")];
        var environment = new ExpressionEnvironment(names.Select(name => new Variable(name, CelType.Bool)));
        var random = new Random(7);
        var (decided, open) = (0, 0);
        for (var i = 0; i < 300; i++)
        {
            var compiled = Expression.Compile(Condition(random, depth: 4), environment);
            for (var partial = 0; partial < 64; partial++)
            {
                var given = names.Select((_, place) => (partial >> (2 * place) & 3) is var choice and < 3 ? known[choice] : (Value?)null).ToArray();
                var answer = compiled.Evaluate(Of(given.Select(value => value ?? Value.Unknown)));
                var awaited = compiled.AwaitedVariables(answer).ToList();
                if (answer.Kind == ValueKind.Unknown) open++;
                else decided++;
                (awaited.Count > 0).ShouldBe(answer.Kind == ValueKind.Unknown, compiled.Source);
                foreach (var completion in Completions(given, known, place => !awaited.Contains(names[place])))
                {
                    compiled.Evaluate(Of(completion)).ToString().ShouldBe(answer.ToString(), compiled.Source);
                }
            }
        }

        decided.ShouldBeGreaterThan(3_000);
        open.ShouldBeGreaterThan(3_000);

        Bindings Of(IEnumerable<Value> values) => new(environment, names.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second));
    }

    private static string Answer(string source)
    {
        var compiled = Expression.Compile(source, Asked);
        var answer = compiled.Evaluate(new Bindings(Asked, new Dictionary<string, Value> { ["later"] = Value.Unknown }));
        return answer.Kind switch
        {
            ValueKind.Unknown => $"awaits {string.Join(", ", compiled.AwaitedCalls(answer).Select(call => call.Arguments[0]?.AsString ?? "?").Concat(compiled.AwaitedVariables(answer)).Order(StringComparer.Ordinal))}",
            ValueKind.Error => answer.AsError.Class.ToString(),
            _ => answer.ToString(),
        };
    }

    private static IEnumerable<Value[]> Completions(Value?[] given, Value[] known, Func<int, bool> isCompleted)
    {
        IEnumerable<Value[]> all = [[]];
        for (var place = 0; place < given.Length; place++)
        {
            Value[] choices = given[place] is { } value ? [value] : isCompleted(place) ? known : [Value.Unknown];
            all = all.SelectMany(before => choices.Select(choice => (Value[])[.. before, choice])).ToList();
        }

        return all;
    }

    private static string Condition(Random random, int depth) => depth == 0 ? ((string[])["a", "b", "c", "true", "false"])[random.Next(5)] : random.Next(7) switch
    {
        0 => $"!{Condition(random, 0)}",
        1 => $"({Condition(random, depth - 1)} ? {Condition(random, depth - 1)} : {Condition(random, depth - 1)})",
        2 => $"[a, {Condition(random, depth - 1)}].exists(x, x || {Condition(random, depth - 1)})",
        3 => $"({Condition(random, depth - 1)} && {Condition(random, depth - 1)} && {Condition(random, depth - 1)})",
        4 => $"({Condition(random, depth - 1)} == {Condition(random, depth - 1)})",
        5 => $"cel.bind(y, {Condition(random, depth - 1)}, y && {Condition(random, depth - 1)})",
        _ => $"({Condition(random, depth - 1)} || {Condition(random, depth - 1)})",
    };
}
