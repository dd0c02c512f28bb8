using Custos.Tests.House;
using Custos.Text.Identifiers;
using FsCheck.Fluent;
using FsCheck;

namespace Custos.Tests.Text.Identifiers;

public sealed class IdentifierFinderTests
{
    // Numbers that their issuers publish as examples or for tests.
    [Theory]
    [InlineData("4111111111111111", IdentifierKind.CardNumber)]
    [InlineData("4111 1111 1111 1111", IdentifierKind.CardNumber)]
    [InlineData("5555-5555-5555-4444", IdentifierKind.CardNumber)]
    [InlineData("2223003122003222", IdentifierKind.CardNumber)]
    [InlineData("378282246310005", IdentifierKind.CardNumber)]
    [InlineData("6011111111111117", IdentifierKind.CardNumber)]
    [InlineData("3530111333300000", IdentifierKind.CardNumber)]
    [InlineData("30569309025904", IdentifierKind.CardNumber)]
    [InlineData("GB29 NWBK 6016 1331 9268 19", IdentifierKind.Iban)]
    [InlineData("DE89370400440532013000", IdentifierKind.Iban)]
    [InlineData("fr14 2004 1010 0505 0001 3m02 606", IdentifierKind.Iban)]
    [InlineData("NO93 8601 1117 947", IdentifierKind.Iban)]
    [InlineData("MT84 MALT 0110 0001 2345 MTLC AST0 01S", IdentifierKind.Iban)]
    [InlineData("529.982.247-25", IdentifierKind.BrazilianCpf)]
    [InlineData("11.222.333/0001-81", IdentifierKind.BrazilianCnpj)]
    [InlineData("12345678Z", IdentifierKind.SpanishDni)]
    [InlineData("X1234567L", IdentifierKind.SpanishDni)]
    [InlineData("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", IdentifierKind.BitcoinAddress)]
    [InlineData("3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy", IdentifierKind.BitcoinAddress)]
    [InlineData("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", IdentifierKind.BitcoinAddress)]
    [InlineData("BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4", IdentifierKind.BitcoinAddress)]
    [InlineData("bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0", IdentifierKind.BitcoinAddress)]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----", IdentifierKind.PrivateKey)]
    [InlineData("-----BEGIN PRIVATE KEY-----", IdentifierKind.PrivateKey)]
    [InlineData("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U", IdentifierKind.JsonWebToken)]
    public void A_number_with_right_check_digits_is_found_and_proved(string number, IdentifierKind kind)
    {
        var text = $"It is «{number}», they said.";

        Find(text).ShouldBe([new IdentifierMatch(kind, new(text.IndexOf('«') + 1, number.Length), IsProved: true)]);
    }

    [Theory]
    [InlineData("4111111111111112")]
    [InlineData("1234567812345670")]
    [InlineData("41111111111111111111111")]
    [InlineData("x4111111111111111")]
    [InlineData("GB29 NWBK 6016 1331 9268 18")]
    [InlineData("GB29 NWBK 6016 1331 9268 195")]
    [InlineData("529.982.247-26")]
    [InlineData("111.111.111-11")]
    [InlineData("12345678A")]
    [InlineData("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb")]
    [InlineData("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5")]
    [InlineData("-----BEGIN PUBLIC KEY-----")]
    [InlineData("eyJub3QiOiJhIHRva2VuIn0.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmN")]
    [InlineData("version 1.2.3")]
    [InlineData("at 12:30:45")]
    [InlineData("1::2::3")]
    [InlineData("2001:db8:0:1:1:1:1")]
    [InlineData("1.2.3.256")]
    [InlineData("12345::1")]
    [InlineData("std::abs and a::b")]
    [InlineData("someone@localhost")]
    [InlineData("@mention and a@ b.c")]
    [InlineData("000-12-3456")]
    [InlineData("666-12-3456")]
    [InlineData("9434765919")]
    [InlineData("046454286")]
    [InlineData("sk-learn and AKIA")]
    public void What_only_looks_like_one_is_not_found(string text) => Find($"It is {text}, they said.").ShouldBeEmpty();

    [Theory]
    [InlineData("NHS number 943 476 5919", IdentifierKind.UkNhsNumber)]
    [InlineData("her social insurance number: 046 454 286", IdentifierKind.CanadianSin)]
    [InlineData("my Aadhaar 2341 2341 2346", IdentifierKind.IndianAadhaar)]
    [InlineData("SSN 219099999", IdentifierKind.UsSocialSecurityNumber)]
    [InlineData("219-09-9999", IdentifierKind.UsSocialSecurityNumber)]
    public void What_a_random_number_would_often_pass_is_found_beside_its_name(string text, IdentifierKind kind) =>
        Find(text).ShouldHaveSingleItem().Kind.ShouldBe(kind);

    [Theory]
    [InlineData("anna.lind+news@mail.example.org", IdentifierKind.EmailAddress)]
    [InlineData("müller@bücher.example", IdentifierKind.EmailAddress)]
    [InlineData("+44 20 7946 0958", IdentifierKind.PhoneNumber)]
    [InlineData("+1 (212) 555-0123", IdentifierKind.PhoneNumber)]
    [InlineData("(212) 555-0123", IdentifierKind.PhoneNumber)]
    [InlineData("212-555-0123", IdentifierKind.PhoneNumber)]
    [InlineData("192.0.2.44", IdentifierKind.IpAddress)]
    [InlineData("2001:db8::8a2e:370:7334", IdentifierKind.IpAddress)]
    [InlineData("2001:db8:0:1:1:1:1:1", IdentifierKind.IpAddress)]
    [InlineData("::ffff:192.0.2.128", IdentifierKind.IpAddress)]
    [InlineData("AKIAIOSFODNN7EXAMPLE", IdentifierKind.ServiceKey)]
    [InlineData("ghp_abcdefghijklmnopqrstuvwxyz0123456789", IdentifierKind.ServiceKey)]
    public void What_has_no_checksum_is_found_by_its_shape_and_not_called_proved(string identifier, IdentifierKind kind)
    {
        var text = $"Write {identifier}.";

        Find(text).ShouldBe([new IdentifierMatch(kind, new(6, identifier.Length), IsProved: false)]);
    }

    [Fact]
    public void A_token_of_GitHub_whose_checksum_is_right_is_proved() =>
        Find("ghp_" + new string('0', 30) + Base62(CrcByDivision(new string('0', 30)))).ShouldHaveSingleItem().IsProved.ShouldBeTrue();

    [Fact]
    public void A_number_beside_another_is_found()
    {
        const string Text = "order 123 4111111111111111 and 17 4111 1111 1111 1111 x";

        Find(Text).Select(match => match.Span.Length).ShouldBe([16, 19]);
    }

    [Fact]
    public void The_proved_of_two_that_overlap_stays() =>
        Find("4111-1111-1111-1111@mail.example").ShouldHaveSingleItem().Kind.ShouldBe(IdentifierKind.CardNumber);

    [Fact]
    public void Every_single_wrong_digit_of_a_card_or_an_account_is_seen()
    {
        foreach (var number in (string[])["4111111111111111", "DE89370400440532013000"])
        {
            for (var place = number.Length == 16 ? 6 : 4; place < number.Length; place++)
            {
                for (var digit = '0'; digit <= '9'; digit++)
                {
                    if (number[place] == digit) continue;
                    Find($"{number[..place]}{digit}{number[(place + 1)..]}").ShouldBeEmpty();
                }
            }
        }
    }

    [Fact]
    public void Any_text_is_read_without_fail_and_matches_lie_inside_and_apart()
    {
        var pieces = Gen.Elements("4111111111111111", "+44 20 7946 0958", "@", "a.b", "::", "GB29", "\uD800", "\0", "eyJ", ".", "-----BEGIN ", "ghp_", "1", " ", "-", "bc1q", "AKIA", "٣", "é");
        Prop.ForAll(Arb.From(pieces.ArrayOf()), parts =>
        {
            var text = string.Concat(parts);
            var end = 0;
            foreach (var match in Find(text))
            {
                match.Span.Start.ShouldBeGreaterThanOrEqualTo(end);
                match.Span.Length.ShouldBeGreaterThan(0);
                end = match.Span.End;
            }

            end.ShouldBeLessThanOrEqualTo(text.Length);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("1")]
    [InlineData("1 ")]
    [InlineData("@a.")]
    [InlineData("eyJ")]
    [InlineData("a:")]
    [InlineData("+1")]
    [InlineData("GB29 ")]
    [InlineData("ghp_")]
    public async Task A_megabyte_of_a_hostile_piece_takes_no_longer_than_a_megabyte_of_prose(string piece)
    {
        // Quadratic work on a megabyte would take hours, not the seconds that the slowest machine may need.
        var text = string.Concat(Enumerable.Repeat(piece, (1 << 20) / piece.Length));
        await Task.Run(() => Find(text)).WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void A_text_without_any_allocates_nothing()
    {
        var matches = new List<IdentifierMatch>();
        const string Text = "In 2024, 37 people met at 10:30 in room 12.4, and nobody wrote 100 lines of it; see page 1/3.";
        for (var i = 0; i < 100; i++) IdentifierFinder.Find(Text, matches);
        Allocations.Of(() => IdentifierFinder.Find(Text, matches)).ShouldBe(0);
        matches.ShouldBeEmpty();
    }

    private static List<IdentifierMatch> Find(string text)
    {
        var matches = new List<IdentifierMatch>();
        IdentifierFinder.Find(text, matches);
        return matches;
    }

    private static uint CrcByDivision(string text)
    {
        // The message's bits, least significant first, with the first 32 inverted, times x^32, modulo the polynomial; the remainder inverted and mirrored.
        var bits = text.SelectMany(unit => Enumerable.Range(0, 8).Select(bit => (unit >> bit) & 1)).Concat(new int[32]).ToArray();
        for (var i = 0; i < 32; i++) bits[i] ^= 1;
        const ulong Polynomial = 0x104C11DB7;
        ulong remainder = 0;
        foreach (var bit in bits)
        {
            remainder = (remainder << 1) | (uint)bit;
            if ((remainder >> 32) != 0) remainder ^= Polynomial;
        }

        var mirrored = 0u;
        for (var i = 0; i < 32; i++) mirrored |= (uint)((remainder >> i) & 1) << (31 - i);
        return ~mirrored;
    }

    private static string Base62(uint number)
    {
        var text = "";
        for (var i = 0; i < 6; i++, number /= 62) text = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"[(int)(number % 62)] + text;
        return text;
    }
}
