using System.Text;
using Custos.Ingest.Conventions;
using Custos.Ingest.Otlp;
using Custos.Tests.House;

namespace Custos.Tests.Ingest.Conventions;

public sealed class AttributeNamesTests
{
    [Fact]
    public void Every_name_is_found_and_none_twice()
    {
        AttributeNames.All.Select(static name => name.Name).ShouldBeUnique();
        foreach (var name in AttributeNames.All)
        {
            var sent = Encoding.UTF8.GetBytes(name.Name.Replace("{i}", "12", StringComparison.Ordinal));
            AttributeNames.Find(sent, ByteNames.HashOf(sent), out _).ShouldBe(name);
        }
    }

    [Theory]
    [InlineData("gen_ai.prompt.3.content", 3L)]
    [InlineData("llm.input_messages.2.message.contents.5.message_content.text", (2L << 32) | 5)]
    public void Numbers_in_a_name_are_its_place(string sent, long place)
    {
        var bytes = Encoding.UTF8.GetBytes(sent);

        AttributeNames.Find(bytes, ByteNames.HashOf(bytes), out var found).ShouldNotBeNull();

        found.ShouldBe(place);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("gen_ai.prompt..content")]
    [InlineData("gen_ai.prompt.x.content")]
    [InlineData("gen_ai.prompt.99999999999999999999.content")]
    [InlineData("gen_ai.operation.name2")]
    public void Other_names_are_not_known(string sent)
    {
        var bytes = Encoding.UTF8.GetBytes(sent);

        AttributeNames.Find(bytes, ByteNames.HashOf(bytes), out _).ShouldBeNull();
    }

    [Fact]
    public void The_documentation_lists_what_the_program_knows()
    {
        var rows = Repository.Read("docs/stages/ingest.md").Split('\n').SkipWhile(static line => line != "| attribute | says | whose name |").Skip(2).TakeWhile(static line => line.StartsWith('|'));

        rows.ShouldBe(AttributeNames.All.Select(static name => $"| `{name.Name}` | {Words(name.Field)} | {Generations.WordOf(name.Generation)} |"));
    }

    [Fact]
    public void The_documentation_lists_every_reason()
    {
        var page = Repository.Read("docs/stages/ingest.md");

        Enum.GetValues<RejectionReason>().Select(static reason => $"| {RejectionReasons.WordsOf(reason)} |").Where(line => !page.Contains(line, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static string Words(Field field) => string.Concat(field.ToString().Select(static (letter, at) => at > 0 && char.IsAsciiLetterUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));
}
