using System.Text;
using Custos.App.Cli.Policies;

namespace Custos.Tests.App.Cli.Policies;

public sealed class EvaluationLineTests
{
    [Theory]
    [InlineData("{\"id\": 1, \"expr\": \"1 + 2\"}", "{\"id\":1,\"value\":3}")]
    [InlineData("{\"id\": \"a\", \"expr\": \"x.y + 0.5\", \"bindings\": {\"x\": {\"y\": 1.5}}}", "{\"id\":\"a\",\"value\":2.0}")]
    [InlineData("{\"expr\": \"b'abc'\"}", "{\"value\":{\"bytes\":\"YWJj\"}}")]
    [InlineData("{\"expr\": \"{1: type(1u), 'a': 0.0 / 0.0}\"}", "{\"value\":{\"map\":[[1,{\"type\":\"uint\"}],[\"a\",\"NaN\"]]}}")]
    [InlineData("{\"id\": 2, \"expr\": \"1 / 0\"}", "{\"id\":2,\"error\":\"Division by zero.\"}")]
    [InlineData("{\"id\": 3, \"expr\": \"x == 2u\", \"bindings\": {\"x\": 2}}", "{\"id\":3,\"value\":true}")]
    [InlineData("{\"id\": 4, \"expr\": \"true ? 1 : 'a'\"}", "{\"id\":4,\"value\":1,\"misfit\":\"line 1, column 6: One side of the : is int, the other string. Make both of one type, or write dyn(…) around one.\\n  true ? 1 : 'a'\\n       ^\"}")]
    [InlineData("{\"id\": 4, \"expr\": \"1 + 'a'\"}", "{\"id\":4,\"error\":\"line 1, column 3: \\\"+\\\" does not go with int and string. Texts are joined with texts: write string(…) around the other.\\n  1 + 'a'\\n    ^\"}")]
    [InlineData("{\"id\": 5, \"expr\": \"y\", \"bindings\": {\"x.y\": true}, \"container\": \"x\"}", "{\"id\":5,\"value\":true}")]
    [InlineData("{\"id\": 6}", "{\"id\":6,\"error\":\"A line needs its expression as a text in \\\"expr\\\".\"}")]
    [InlineData("[1]", "{\"error\":\"A line is a JSON object with \\\"expr\\\".\"}")]
    [InlineData("{", "{\"error\":\"The line is no JSON.\"}")]
    [InlineData("{\"id\": 7, \"expr\": \"\\ud800\"}", "{\"id\":7,\"error\":\"A text of the line holds half a character.\"}")]
    [InlineData("{\"id\": 8, \"expr\": \"x\", \"bindings\": [1]}", "{\"id\":8,\"error\":\"Bindings are no object.\"}")]
    public async Task A_line_is_answered_by_a_line(string request, string answer) => (await AnswerAsync(request)).ShouldBe(answer + "\n");

    [Fact]
    public async Task Lines_are_answered_in_order_and_blank_ones_are_none() =>
        (await AnswerAsync("{\"expr\": \"1\"}\n\n  \n{\"expr\": \"nothing\"}\n{\"expr\": \"2\"}")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(3);

    private static async Task<string> AnswerAsync(string requests)
    {
        using var reader = new StreamReader(new MemoryStream(Encoding.UTF8.GetBytes(requests)));
        await using var answers = new StringWriter { NewLine = "\n" };
        await EvaluationLine.AnswerAllAsync(reader, answers, CancellationToken.None);
        return answers.ToString();
    }
}
