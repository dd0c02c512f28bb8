using Custos.Text.Identifiers;

namespace Custos.Tests.Text.Identifiers;

public sealed class IdentifierRedactionTests
{
    [Theory]
    [InlineData("Write to ada@example.org or pay 4111 1111 1111 1111.", "Write to [email_address] or pay [card_number].")]
    [InlineData("ada@example.org", "[email_address]")]
    [InlineData("Nothing to see in room 12.", "Nothing to see in room 12.")]
    [InlineData("", "")]
    public void Each_identifier_is_replaced_by_its_kind_and_the_rest_stays(string text, string redacted) => IdentifierRedaction.Of(text).ShouldBe(redacted);
}
