using System.Text;
using Custos.Learning.Vocabulary;

namespace Custos.Tests.Learning.Vocabulary;

public sealed class ByteStringTableTests
{
    [Fact]
    public void It_tells_strings_apart_as_a_dictionary_does()
    {
        var random = new Random(2);
        var table = new ByteStringTable();
        var expected = new Dictionary<string, int>();
        for (var round = 0; round < 20_000; round++)
        {
            // Few letters, NUL among them, and lengths around the 7 bytes that are their own key.
            var text = new string([.. Enumerable.Range(0, 1 + random.Next(12)).Select(_ => "ab\0"[random.Next(3)])]);
            var bytes = Padded(text);
            table.Find(bytes, text.Length).ShouldBe(expected.GetValueOrDefault(text, -1));
            expected.TryAdd(text, expected.Count);
            table.FindOrAdd(bytes, text.Length).ShouldBe(expected[text]);
        }

        table.Count.ShouldBe(expected.Count);
        foreach (var (text, entry) in expected) Encoding.ASCII.GetString(table[entry]).ShouldBe(text);
    }

    [Fact]
    public void Long_strings_that_differ_in_one_byte_are_different()
    {
        var table = new ByteStringTable();
        for (var at = 0; at < 300; at++)
        {
            var bytes = new byte[300 + ByteStringTable.ReadAhead];
            bytes[at] = 1;
            table.FindOrAdd(bytes, 300).ShouldBe(at);
        }
    }

    private static byte[] Padded(string text) => [.. Encoding.ASCII.GetBytes(text), .. Enumerable.Repeat((byte)0xFF, ByteStringTable.ReadAhead)];
}
