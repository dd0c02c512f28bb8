using Custos.Policy.Expressions;

namespace Custos.Tests.Policy.Functions;

public sealed class TextLibraryTests
{
    [Theory]
    [InlineData("'a😀b'.charAt(1)", "😀")]
    [InlineData("'a😀b'.indexOf('b')", "2")]
    [InlineData("'a😀b'.substring(1, 2)", "😀")]
    [InlineData("'a😀b'.reverse()", "b😀a")]
    [InlineData("size('a😀b')", "3")]
    [InlineData("'a😀'.split('')", "[a, 😀]")]
    [InlineData("''.split('')", "[]")]
    [InlineData("''.split(',')", "[]")]
    [InlineData("'a,b,c'.split(',', 2)", "[a, b,c]")]
    [InlineData("'a,,b'.split(',')", "[a, , b]")]
    [InlineData("'ab'.replace('', '-')", "-a-b-")]
    [InlineData("'ab'.replace('', '-', 2)", "-a-b")]
    [InlineData("'aaa'.replace('a', 'b', 2)", "bba")]
    [InlineData("'aaa'.replace('aa', 'b')", "ba")]
    [InlineData("'a'.replace('a', 'b', 0)", "a")]
    [InlineData("'abcabc'.lastIndexOf('c', 4)", "2")]
    [InlineData("'abc'.lastIndexOf('abcd')", "-1")]
    [InlineData("'abc'.substring(2, 1)", "error: The index is out of range.")]
    [InlineData("[dyn('a'), dyn(1)].join()", "error: No such overload: the function does not take values of these kinds.")]
    [InlineData("strings.quote('a\"b\\n')", "\"a\\\"b\\n\"")]
    [InlineData("'2026'.matches(r'^\\d{4}$')", "true")]
    public void Texts_are_cut_and_joined_by_code_points(string source, string answer)
    {
        var environment = new ExpressionEnvironment();

        Expression.Compile(source, environment).Evaluate(new Bindings(environment)).ToString().ShouldBe(answer);
    }
}
