using System.Text.Json;
using Custos.App.Simulation.Replies;
using Custos.App.Simulation.Scripts;
using Custos.Records;
using Custos.Tests.House;

namespace Custos.Tests.App.Simulation.Scripts;

public sealed class PersonaScriptTests
{
    [Fact]
    public void A_script_says_everything_that_a_reply_can()
    {
        var persona = Read("""
            personas:
              - name: all
                description: everything at once
                parts:
                  - reason: "Hm."
                  - pieces: ["ass", "isting ", "{user}"]
                  - say: abcdef
                    cuts: [2, 5]
                  - call: weather
                    arguments: {city: Oslo, days: 3, exact: true, note: "3"}
                    chunks: [1, 2]
                chunks: whole
                stop: length
                before_headers: 10ms
                before_first: 2s
                per_chunk: 0.5ms
                fault: {kind: half-event, at_chunk: 3}
                style: {crlf: true, bytes_per_write: 5}
            """).ShouldHaveSingleItem();

        var reply = persona.Answer(Some());

        persona.Description.ShouldBe("everything at once");
        reply.Parts.Select(part => part.Text).ShouldBe(["Hm.", "assisting you", "abcdef", """{"city":"Oslo","days":3,"exact":true,"note":"3"}"""]);
        Cuts.Of(reply).Where(chunk => chunk.Part is 1 or 2).Select(chunk => reply.Parts[chunk.Part].Text.Substring(chunk.Start, chunk.Length)).ShouldBe(["ass", "isting ", "you", "ab", "cde", "f"]);
        reply.StopsFor.ShouldBe(StopCause.Length);
        reply.Pace.ShouldBe(new Pace { BeforeHeaders = TimeSpan.FromMilliseconds(10), BeforeFirst = TimeSpan.FromSeconds(2), PerChunk = TimeSpan.FromMilliseconds(0.5) });
        reply.Fault.ShouldBe(new Fault(FaultKind.HalfEvent, 3));
        reply.Style.ShouldBe(new EventStyle { Crlf = true, BytesPerWrite = 5 });
    }

    [Fact]
    public void Turns_follow_the_conversation_and_the_last_repeats()
    {
        var persona = Read("""
            personas:
              - name: agent
                turns:
                  - parts: [{call: look}]
                  - say: "It said {tool}"
              - name: failing
                error: {status: 429, message: Slow down., retry_after: 2s, times: 1}
            """)[0];

        persona.Answer(Some()).Parts.ShouldBe([new ReplyPart.Call("look", "{}")]);
        persona.Answer(Some() with { Turn = 1, ToolResult = "rain" }).Parts.ShouldBe([new ReplyPart.Say("It said rain")]);
        persona.Answer(Some() with { Turn = 7, ToolResult = "sun" }).Parts.ShouldBe([new ReplyPart.Say("It said sun")]);
    }

    [Fact]
    public void An_error_may_be_met_a_few_times_only() =>
        Read("personas: [{name: f, error: {status: 429, message: Slow down., retry_after: 2s, times: 1}}]")[0].Answer(Some()).Error
            .ShouldBe(new SimulatedError(429, "Slow down.") { RetryAfter = TimeSpan.FromSeconds(2), Times = 1 });

    [Theory]
    [InlineData("persona: []", "script.yaml:1:1: 'persona' means nothing in a script. Did you mean 'personas'? There are: personas.")]
    [InlineData("personas:\n  - say: hi", "script.yaml:2:5: The persona has no name. Write 'name:' and what it says, for instance 'say: Hello.'.")]
    [InlineData("personas:\n  - name: a\n    stop: lenght", "script.yaml:3:11: 'lenght' is no reason to stop. Did you mean 'length'? There are: end, length, tool-use, refusal, filter.")]
    [InlineData("personas:\n  - name: a\n    per_chunk: soon", "script.yaml:3:16: 'per_chunk' is not a time of at most a day. Write one, for instance 250ms, 2s or 1m.")]
    [InlineData("personas:\n  - name: a\n    chunks: [0]", "script.yaml:3:14: A size is not a whole number of 1 or more. Write one.")]
    [InlineData("personas:\n  - name: a\n    error: {status: 200}", "script.yaml:3:21: The status is not a whole number from 400 to 599. Write one.")]
    [InlineData("personas:\n  - name: {", "script.yaml:3:1: This is not YAML from here on. Check the indentation, the colons and the quotes here and in the line above.")]
    [InlineData("", "script.yaml: The file does not hold one document. Write 'personas:' and a list below it.")]
    public void What_is_wrong_is_told_with_its_place(string script, string message) => Should.Throw<BadInputException>(() => Read(script)).Message.ShouldBe(message);

    [Fact]
    public void The_documented_script_is_read_and_every_persona_and_fault_is_documented()
    {
        var page = Repository.Read("docs/howto/simulate-an-upstream.md");
        var script = page.Split("```yaml\n")[1].Split("```")[0];

        Read(script).Select(persona => persona.Name).ShouldBe(["splits-a-word", "leaks-late", "agent", "breaks", "busy", "careless"]);
        Read(script).ShouldAllBe(persona => persona.Answer(Some()).Parts.Count > 0);
        Personas.BuiltIn.Select(persona => persona.Name).Where(name => !page.Contains($"`{name}`", StringComparison.Ordinal)).ShouldBeEmpty();
        Enum.GetNames<FaultKind>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName).Where(name => !page.Contains($"`{name}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static IReadOnlyList<Persona> Read(string script) => PersonaScript.Read("script.yaml", new StringReader(script));

    private static UpstreamCall Some() => new() { Protocol = Protocol.Chat, Model = "m", Seed = new Seed(1), Body = JsonDocument.Parse("{}").RootElement, UserText = "you" };
}
