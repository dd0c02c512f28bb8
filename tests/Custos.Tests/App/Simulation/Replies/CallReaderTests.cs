using System.Text.Json;
using Custos.App.Simulation.Replies;

namespace Custos.Tests.App.Simulation.Replies;

public sealed class CallReaderTests
{
    [Theory]
    [InlineData(nameof(Protocol.Chat), """{"model":"m","messages":[{"role":"system","content":"s"},{"role":"user","content":[{"type":"text","text":"What is this?"},{"type":"image_url","image_url":{"url":"data:image/png;base64,AA=="}}]}]}""")]
    [InlineData(nameof(Protocol.Responses), """{"model":"m","input":[{"role":"user","content":[{"type":"input_text","text":"What is this?"},{"type":"input_image","image_url":"data:image/png;base64,AA=="}]}]}""")]
    [InlineData(nameof(Protocol.Messages), """{"model":"m","max_tokens":1,"messages":[{"role":"user","content":[{"type":"image","source":{"type":"base64","media_type":"image/png","data":"AA=="}},{"type":"text","text":"What is this?"}]}]}""")]
    public void A_question_with_an_image_is_read_in_every_protocol(string protocol, string body)
    {
        var call = Read(Enum.Parse<Protocol>(protocol), body);

        call.UserText.ShouldBe("What is this?");
        call.Images.ShouldBe(1);
        call.Turn.ShouldBe(0);
        call.ToolResult.ShouldBeNull();
    }

    [Theory]
    [InlineData(nameof(Protocol.Chat), """{"model":"m","messages":[{"role":"user","content":"Go"},{"role":"assistant","tool_calls":[{"id":"1","type":"function","function":{"name":"f","arguments":"{}"}},{"id":"2","type":"function","function":{"name":"f","arguments":"{}"}}]},{"role":"tool","tool_call_id":"1","content":"rain"},{"role":"tool","tool_call_id":"2","content":"wind"}]}""")]
    [InlineData(nameof(Protocol.Responses), """{"model":"m","input":[{"role":"user","content":"Go"},{"type":"reasoning","id":"r","summary":[]},{"type":"function_call","call_id":"1","name":"f","arguments":"{}"},{"type":"function_call","call_id":"2","name":"f","arguments":"{}"},{"type":"function_call_output","call_id":"1","output":"rain"},{"type":"function_call_output","call_id":"2","output":"wind"}]}""")]
    [InlineData(nameof(Protocol.Messages), """{"model":"m","max_tokens":1,"messages":[{"role":"user","content":"Go"},{"role":"assistant","content":[{"type":"tool_use","id":"1","name":"f","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"1","content":"rain"},{"type":"tool_result","tool_use_id":"2","content":[{"type":"text","text":"wind"}]}]}]}""")]
    public void What_tools_answered_is_read_in_every_protocol(string protocol, string body)
    {
        var call = Read(Enum.Parse<Protocol>(protocol), body);

        call.UserText.ShouldBe("Go");
        call.ToolResult.ShouldBe("rain\nwind");
        call.Turn.ShouldBe(1);
    }

    [Theory]
    [InlineData(nameof(Protocol.Chat), """ "tools":[{"type":"function","function":{"name":"f","parameters":{}}},{"type":"function","function":{"name":"g"}}],"tool_choice":{"type":"function","function":{"name":"g"}} """)]
    [InlineData(nameof(Protocol.Responses), """ "tools":[{"type":"function","name":"f","parameters":{}},{"type":"function","name":"g"}],"tool_choice":{"type":"function","name":"g"} """)]
    [InlineData(nameof(Protocol.Messages), """ "tools":[{"name":"f","input_schema":{}},{"name":"g","input_schema":{}}],"tool_choice":{"type":"tool","name":"g"} """)]
    public void A_tool_that_is_asked_for_is_the_only_one(string protocol, string tools)
    {
        Read(Enum.Parse<Protocol>(protocol), $$"""{"model":"m","max_tokens":1,"input":"a","messages":[{"role":"user","content":"a"}],{{tools}}}""").Tools.Select(tool => tool.Name).ShouldBe(["g"]);
    }

    [Fact]
    public void A_choice_of_none_takes_all_tools_away() =>
        Read(Protocol.Chat, """{"model":"m","messages":[{"role":"user","content":"a"}],"tools":[{"type":"function","function":{"name":"f"}}],"tool_choice":"none"}""").Tools.ShouldBeEmpty();

    [Fact]
    public void Arguments_fit_the_types_of_their_schema()
    {
        var schema = JsonDocument.Parse("""{"type":"object","properties":{"city":{"type":"string"},"days":{"type":"integer"},"unit":{"enum":["C","F"]},"now":{"type":"boolean"},"tags":{"type":"array"}}}""").RootElement;

        new OfferedTool("f", schema).ArgumentsSaying("Åre \"x\"").ShouldBe("""{"city":"Åre \"x\"","days":1,"unit":"C","now":true,"tags":[]}""");
    }

    [Theory]
    [InlineData(nameof(Protocol.Chat), """{"messages":[]}""", "model")]
    [InlineData(nameof(Protocol.Chat), """{"model":"m"}""", "messages")]
    [InlineData(nameof(Protocol.Chat), """{"model":"m","messages":[]}""", "messages")]
    [InlineData(nameof(Protocol.Responses), """{"model":"m"}""", "input")]
    [InlineData(nameof(Protocol.Messages), """{"model":"m","messages":[{"role":"user","content":"a"}]}""", "max_tokens")]
    [InlineData(nameof(Protocol.Messages), "[]", "object")]
    public void What_is_missing_is_named(string protocol, string body, string named)
    {
        var (call, error) = CallReader.Read(Enum.Parse<Protocol>(protocol), default, JsonDocument.Parse(body).RootElement);

        call.ShouldBeNull();
        error!.Status.ShouldBe(400);
        error.Message.ShouldContain(named);
    }

    private static UpstreamCall Read(Protocol protocol, string body)
    {
        var (call, error) = CallReader.Read(protocol, default, JsonDocument.Parse(body).RootElement);
        error.ShouldBeNull();
        return call!;
    }
}
