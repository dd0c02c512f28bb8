using System.Text;
using Custos.Ingest.Conventions;

namespace Custos.Tests.Ingest.Conventions;

public sealed class MessageTextsTests
{
    [Theory]
    [InlineData("plain words", "plain words", true)]
    [InlineData("[not JSON", "[not JSON", true)]
    [InlineData("[1, 2]", "[1, 2]", true)]
    [InlineData("{\"city\": \"Paris\"}", "{\"city\": \"Paris\"}", true)]
    [InlineData("[]", "[]", true)]
    [InlineData("{\"messages\": [{\"role\": \"user\", \"content\": \"Hi\"}], \"model\": \"m\"}", "Hi", true)]
    [InlineData("{\"system\": \"Be brief.\", \"prompt\": \"Hi\"}", "{\"system\": \"Be brief.\", \"prompt\": \"Hi\"}", true)]
    [InlineData("[{\"role\": \"user\", \"parts\": [{\"type\": \"text\", \"content\": \"Hi\"}, {\"type\": \"blob\", \"content\": \"AA==\"}]}]", "Hi", false)]
    [InlineData("[{\"role\": \"tool\", \"parts\": [{\"type\": \"tool_call_response\", \"result\": \"x\"}]}]", null, false)]
    [InlineData("[{\"role\": \"user\", \"content\": \"a \\ud83d\\ude00 \\ud83d b\\n\"}]", "a 😀 \uFFFD b\n", true)]
    [InlineData("  [{\"role\": \"user\", \"content\": [\"a\", {\"type\": \"text\", \"text\": \"b\"}]}]  ", "a\n\nb", true)]
    public void What_was_asked_is_found(string sent, string? text, bool isWhole)
    {
        MessageTexts.Asked(Encoding.UTF8.GetBytes(sent), out var whole).ShouldBe(text);
        whole.ShouldBe(isWhole);
    }

    [Fact]
    public void What_the_model_only_thought_is_no_answer()
    {
        MessageTexts.Said("""[{"role":"assistant","parts":[{"type":"reasoning","content":"hm"},{"type":"text","content":"Rain."}]}]"""u8, out var whole).ShouldBe("Rain.");
        whole.ShouldBeFalse();
        MessageTexts.Said("""{"choices":[{"message":{"role":"assistant","content":"One."}},{"message":{"role":"assistant","content":"Two."}}]}"""u8, out _).ShouldBe("One.\n\nTwo.");
    }
}
