using Custos.Policy.Expressions;
using Custos.Policy.Types;
using Custos.Policy.Values;
using Custos.Records;

namespace Custos.Tests.Policy.Syntax;

public sealed class SourceTextTests
{
    private const string Document = """
        name: harm
        rules:
          - when: size(txet) > 3
            then: block
          - when: |
              "größe 😀" == text &&
              scor("x") > 0.5
            then: flag
        """;

    private static readonly ExpressionEnvironment Environment = new(
        [new Variable("text", CelType.String)],
        [new HostOverload("score", [CelType.String], CelType.Double, _ => (_, _) => Value.Of(0.5))]);

    [Fact]
    public void An_error_in_a_file_is_told_with_the_files_line_and_column()
    {
        var wrong = Should.Throw<BadInputException>(() => Expression.Compile("size(txet) > 3", Environment, CelType.Bool, new SourceOrigin(3, 11, Document)));

        wrong.Place.ShouldBe("line 3, column 16");
        wrong.Remedy.ShouldBe("Did you mean \"text\"?\n    - when: size(txet) > 3\n                 ^");
    }

    [Fact]
    public void Later_lines_of_a_block_begin_where_its_first_does()
    {
        Expression.TryCompile("\"größe 😀\" == text &&\nscor(\"x\") > 0.5\n", Environment, out _, out var errors, CelType.Bool, new SourceOrigin(6, 7, Document)).ShouldBeFalse();

        errors.ShouldHaveSingleItem().ToString().ShouldBe("line 7, column 7: There is no function \"scor\". Did you mean \"score\"?\n        scor(\"x\") > 0.5\n        ^");
    }

    [Fact]
    public void Columns_count_code_points()
    {
        Expression.TryCompile("\"größe 😀\" == txet", Environment, out _, out var errors, origin: new SourceOrigin(6, 7, Document)).ShouldBeFalse();

        errors.ShouldHaveSingleItem().Excerpt.ShouldBe("        \"größe 😀\" == text &&\n                     ^");
    }

    [Fact]
    public void Without_the_file_or_beyond_its_end_the_expressions_own_line_is_shown()
    {
        foreach (var document in (string?[])[null, "one line"])
        {
            Expression.TryCompile("true &&\n txet", Environment, out _, out var errors, origin: new SourceOrigin(40, 5, document)).ShouldBeFalse();

            errors.ShouldHaveSingleItem().ToString().ShouldBe("line 41, column 6: There is no \"txet\" here. Did you mean \"text\"?\n   txet\n   ^");
        }
    }

    [Fact]
    public void Calls_are_placed_in_the_file_as_well() =>
        Expression.Compile("score(\"x\") > 0.5", Environment, origin: new SourceOrigin(7, 9)).HostCalls.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            call => call.Line.ShouldBe(7),
            call => call.Column.ShouldBe(9));
}
