using System.Diagnostics;
using Custos.Policy.Expressions;
using Custos.Policy.Functions;
using Custos.Policy.Types;
using Custos.Policy.Values;
using Custos.Records;
using Custos.Tests.House;

namespace Custos.Tests.Policy.Expressions;

public sealed class ExpressionTests
{
    private static readonly ExpressionEnvironment Gate = SomeExpressions.Gate();

    [Fact]
    public void Every_message_to_a_writer_of_expressions_reads_as_agreed()
    {
        string[] wrong =
        [
            "",
            "1 +",
            "text = 'a'",
            "a & b",
            "tool.name == “shell”",
            "'not closed",
            "\"a \\q b\"",
            "\"\\u12\"",
            "\"\\ud800\"",
            "99999999999999999999",
            "-9223372036854775809",
            "0x",
            "12ab",
            "text.contains('a'",
            "[1, 2",
            "{1: 2, 3}",
            "(1 + 2",
            "1 ) 2",
            "while == 1",
            "text.true",
            "Message{field: 1}",
            "`a`",
            "has(text)",
            "[1].all(1, true)",
            "[1].all(x, x, true)",
            "math.greatest()",
            "@",
            "txet == 'a'",
            "scroe(\"self_harm\") > 0.8",
            "text.startWith('a')",
            "frobnicate(text)",
            "score",
            "text(1)",
            "tool == 'shell'",
            "score(1) > 0.8",
            "score('a', 'b') > 0.8",
            "score('self_harm') > 'high'",
            "score('self_harm') > 1u && 1 + 1.0 == 2.0",
            "size(1)",
            "1.size()",
            "contains(text, 'a')",
            "text + 1",
            "-text",
            "!1",
            "text && true",
            "text ? 1 : 2",
            "true ? 1 : 'a'",
            "1 == 'a'",
            "user.name",
            "[1, 2].first",
            "has(tool.name)",
            "1.exists(x, x > 0)",
            "[1].map(x, y)",
            "[1].filter(x, x)",
            "{1.5: 2}",
            "[?1]",
            "text.matches('(a')",
            "text.matches('(?=a)')",
            "text.matches('a{2000}')",
            "text.matches('(a{1000}){1000}')",
            "text.matches('[z-a]')",
            "text.matches(r'(a)\\1')",
            "text.matches(r'\\p{Greek}')",
            "duration('one day')",
            "timestamp('yesterday')",
            "text",
            "size(text) >\n  100 &&\n  scor('x') > 0.5",
            "tool.arguments.map(a, tool.arguments.map(b, tool.arguments.map(c, 1))) == []",
        ];

        var messages = wrong.Select(source => Expression.TryCompile(source, Gate, out _, out var errors, CelType.Bool) ? $"{source}\nnothing is wrong" : string.Join('\n', errors));

        (string.Join("\n\n", messages) + "\n").ShouldBeGolden("ExpressionTests.messages.txt");
    }

    [Fact]
    public void An_error_is_told_as_bad_input_with_its_place()
    {
        var wrong = Should.Throw<BadInputException>(() => Expression.Compile("true &&\n txet == 'a'", Gate));

        wrong.Place.ShouldBe("line 2, column 2");
        wrong.Remedy.ShouldStartWith("Did you mean \"text\"?");
    }

    [Fact]
    public void All_errors_are_told_at_once()
    {
        Expression.TryCompile("txet == 'a' || tol.name == 'b'", Gate, out _, out var errors).ShouldBeFalse();

        errors.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("[", "]")]
    [InlineData("{1: ", "}")]
    [InlineData("!", "")]
    [InlineData("-", "")]
    [InlineData("1 + ", "")]
    [InlineData("f(", ")")]
    [InlineData("true ? 1 : ", "")]
    [InlineData("[1].map(x, ", ")")]
    [InlineData("cel.bind(x, 1, ", ")")]
    public void A_hundred_thousand_nested_parts_are_an_error_and_not_a_crash(string open, string close)
    {
        foreach (var count in (int[])[1_000, 5_000, 100_000])
        {
            var source = string.Concat(Enumerable.Repeat(open, count)) + "1" + string.Concat(Enumerable.Repeat(close, count));

            Expression.TryCompile(source, Gate, out _, out var errors).ShouldBeFalse();

            errors[0].Problem.ShouldMatch("nests deeper|longer than");
        }
    }

    [Fact]
    public void A_long_row_of_conditions_does_not_nest()
    {
        var source = string.Join(" || ", Enumerable.Repeat("text == 'a'", 2_000));

        Expression.TryCompile(source, Gate, out var compiled, out _).ShouldBeTrue();

        compiled!.Evaluate(SomeExpressions.Talk("b")).IsFalse.ShouldBeTrue();
    }

    [Theory]
    [InlineData("tool.arguments.all(a, tool.arguments.all(b, tool.arguments.all(c, a == b && b == c)))")]
    [InlineData("cel.bind(a, text + text, cel.bind(b, a + a, cel.bind(c, b + b, cel.bind(d, c + c, cel.bind(e, d + d, cel.bind(f, e + e, cel.bind(g, f + f, size(cel.bind(h, g + g, h + h)) > 0)))))))")]
    [InlineData("size(text.replace('', text)) > 0")]
    [InlineData("size(text.split('').join(text)) > 0")]
    [InlineData("text.matches(text)")]
    [InlineData("text.matches('[a-d]{1000}[e-g]{900}')")]
    [InlineData("sets.contains(tool.arguments.map(a, a), tool.arguments.map(a, a))")]
    public void What_could_blow_up_is_refused_before_it_runs(string source)
    {
        Expression.TryCompile(source, Gate, out _, out var errors).ShouldBeFalse();

        errors.ShouldHaveSingleItem().Problem.ShouldContain("in the worst case");
    }

    // What takes longest to compile: as many patterns as are allowed, each as large; the bound leaves room for a loaded machine.
    [Fact]
    public void The_largest_expressions_are_compiled_or_refused_in_bounded_time()
    {
        string Joined(int count, Func<int, string> part) => string.Join("||", Enumerable.Range(0, count).Select(part));
        string Nested(int count, Func<int, string> open) => string.Concat(Enumerable.Range(0, count).Select(open));
        var items = string.Join(',', Enumerable.Range(0, 30_000).Select(i => i % 10));
        string[] largest =
        [
            Joined(200, i => $"'a'.matches('[a-z]{{1,900}}x{i}')"),
            Joined(3_000, i => $"'a'.matches('b{i}')"),
            Joined(3_000, i => $"score('{i}') > 1.0"),
            Joined(4_000, i => $"fn{i}(1)"),
            Joined(6_000, _ => "zz == 1"),
            $"'a'.matches('{Joined(9_000, i => $"w{i}")}')",
            $"'a'.matches('{new string('(', 20_000)}{new string(')', 20_000)}')",
            $"('{new string('a', 60_000)}!').matches('(a+)+$')",
            $"[{items}].exists(x, x > 10)",
            $"11 in [{items}]",
            $"math.greatest({items}) > 10",
            $"'{new string('a', 20_000)}'.replace('', '{new string('b', 20_000)}') == ''",
            $"'{string.Concat(Enumerable.Repeat("%.100f", 9_000))}'.format([]) == ''",
            Nested(60, i => $"cel.bind(x{i}, {(i == 0 ? "'aaaa'" : $"x{i - 1} + x{i - 1}")}, ") + "size(x59) > 0" + new string(')', 60),
            Nested(60, i => $"cel.bind(x{i}, {(i == 0 ? "[1]" : $"[x{i - 1}, x{i - 1}]")}, ") + "x59 == x59" + new string(')', 60),
            Nested(12, i => $"[1, 2, 3, 4, 5, 6, 7, 8, 9].exists(x{i}, ") + "false" + new string(')', 12),
            new string('[', 90) + "1" + new string(']', 90) + " == " + new string('[', 90) + "2" + new string(']', 90),
        ];

        foreach (var source in largest)
        {
            var watch = Stopwatch.StartNew();
            if (Expression.TryCompile(source, Gate, out var compiled, out _)) compiled.Evaluate(SomeExpressions.Talk("a")).IsTrue.ShouldBeFalse();
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10), source[..60]);
        }
    }

    [Theory]
    [InlineData("score('self_harm') > 0.8 && size(text) < 100")]
    [InlineData("text.matches('(?i)how (do|can) i [a-z ]{3,40}')")]
    [InlineData("tool.arguments.exists(a, a in ['path', 'url', 'command'])")]
    [InlineData("text.lowerAscii().split(' ').exists(w, w == 'please')")]
    public void What_policies_ask_is_within_the_budget(string source)
    {
        Expression.TryCompile(source, Gate, out var compiled, out var errors, CelType.Bool).ShouldBeTrue(string.Join('\n', errors));

        compiled.Cost.ShouldBeLessThan(Gate.Limits.MaxCost);
    }

    [Fact]
    public void Inputs_larger_than_declared_end_in_an_error_that_nothing_hides()
    {
        var environment = new ExpressionEnvironment([new Variable("items", CelType.List(CelType.Int), SizeBound.ListOf(10, SizeBound.One))], limits: new ExpressionLimits { MaxCost = 1_000 });
        var compiled = Expression.Compile("items.all(a, items.all(b, a + b >= 0)) || true", environment);
        var items = new ListValue([.. Enumerable.Range(0, 100_000).Select(number => Value.Of((long)number))]);

        var answer = compiled.Evaluate(new Bindings(environment, new Dictionary<string, Value> { ["items"] = Value.Of(items) }));

        answer.AsError.ShouldBe(Failure.BudgetSpent.AsError);
    }

    [Theory]
    [InlineData("text == 'a' || score('x') > 0.5", CelKind.Bool)]
    [InlineData("tool.arguments.path", CelKind.Dyn)]
    public void The_type_is_known_beforehand(string source, CelKind kind) =>
        Expression.Compile(source, Gate).Type.Kind.ToString().ShouldBe(kind.ToString());

    public enum CelKind
    {
        Bool,
        Dyn,
    }

    // Every answer is a value, an error or unknown: never an exception, whatever the text.
    [Fact]
    public void Random_and_mutated_expressions_end_in_an_answer_or_in_an_error_with_a_place()
    {
        var random = new Random(20260801);
        var answered = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var source = (i % 5) switch { 0 => SomeExpressions.Noise(random), 1 or 2 => SomeExpressions.Random(random), _ => SomeExpressions.Mutated(random) };
            var isRight = i % 3 == 0 ? Expression.TryCompileUnchecked(source, Gate, out var compiled, out var errors) : Expression.TryCompile(source, Gate, out compiled, out errors);
            if (!isRight)
            {
                errors.ShouldAllBe(error => error.Line >= 1 && error.Column >= 1 && error.Problem.Length > 0 && error.Remedy.Length > 0);
                continue;
            }

            answered++;
            var first = compiled!.Evaluate(SomeExpressions.Talk("some text"));
            compiled.Evaluate(SomeExpressions.Talk("some text")).ToString().ShouldBe(first.ToString());
        }

        answered.ShouldBeGreaterThan(1_000);
    }
}
