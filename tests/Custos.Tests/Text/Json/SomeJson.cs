using System.Text;

namespace Custos.Tests.Text.Json;

/// <summary>Lines of JSON, whole and damaged, with everything that may stand in one.</summary>
internal static class SomeJson
{
    private static readonly string[] Keys = ["a", "b", "c", "0", "1", "key.with dots", "é", "\\u0061", "\\u00e9", "x\\\\", "", "a b", "aa"];
    private static readonly string[] Texts = ["", "x", "\\n", "\\\"", "\\\\", "\\\\\\\"", "\\u00e9", "\\ud83d\\ude00", "\\ud800", "héllo", "東京", "😀", "{[]}:,", "plain words that go on for a while and then some", "12", "true"];
    private static readonly string[] Scalars = ["0", "-0", "1", "12.5", "-3e10", "1E-7", "0.25e+3", "123456789012345678901234567890", "true", "false", "null"];
    private static readonly byte[] Marks = "{}[]:,\"\\ \t\r\ntfn0123456789+-.eEu/\u0001"u8.ToArray();

    /// <summary>A whole object, sometimes longer than one stretch of the scanner.</summary>
    public static byte[] Line(Random random)
    {
        var text = new StringBuilder();
        AppendObject(text, random, depth: 0);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>The line with one to three changes, which may leave it whole.</summary>
    public static byte[] Damaged(Random random, byte[] line)
    {
        var bytes = new List<byte>(line);
        for (var change = random.Next(1, 4); change > 0; change--)
        {
            var at = random.Next(bytes.Count + 1);
            switch (random.Next(5))
            {
                case 0 when at < bytes.Count:
                    bytes.RemoveAt(at);
                    break;
                case 1:
                    bytes.Insert(at, Marks[random.Next(Marks.Length)]);
                    break;
                case 2 when at < bytes.Count:
                    bytes[at] = Marks[random.Next(Marks.Length)];
                    break;
                case 3 when at < bytes.Count:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 4 when random.Next(4) == 0:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }

        return [.. bytes];
    }

    private static void AppendObject(StringBuilder text, Random random, int depth)
    {
        text.Append('{').Append(Blank(random));
        for (var left = random.Next(6); left > 0; left--)
        {
            text.Append('"').Append(Keys[random.Next(Keys.Length)]).Append('"').Append(Blank(random)).Append(':').Append(Blank(random));
            AppendValue(text, random, depth + 1);
            text.Append(Blank(random)).Append(left > 1 ? "," : "");
        }

        text.Append('}').Append(Blank(random));
    }

    private static void AppendValue(StringBuilder text, Random random, int depth)
    {
        switch (random.Next(depth < 5 ? 8 : 5))
        {
            case 0 or 1:
                text.Append(Scalars[random.Next(Scalars.Length)]);
                break;
            case 5 or 6:
                AppendObject(text, random, depth);
                break;
            case 7:
                text.Append('[');
                for (var left = random.Next(4); left > 0; left--)
                {
                    AppendValue(text, random, depth + 1);
                    text.Append(Blank(random)).Append(left > 1 ? "," : "");
                }

                text.Append(']');
                break;
            default:
                text.Append('"');
                for (var left = random.Next(random.Next(40) == 0 ? 200 : 4); left > 0; left--) text.Append(Texts[random.Next(Texts.Length)]);
                text.Append('"');
                break;
        }
    }

    private static string Blank(Random random) => random.Next(8) switch
    {
        0 => " ",
        1 => " \t\r\n ",
        2 when random.Next(8) == 0 => new string(' ', random.Next(200)),
        _ => "",
    };
}
