using System.Globalization;
using System.Text;

namespace Custos.Charts;

/// <summary>How is a piece of SVG written: its numbers, its escaping, the room its words take?</summary>
internal sealed class SvgText
{
    private readonly StringBuilder text = new();

    /// <summary>Appends markup as it is.</summary>
    public SvgText Raw(string markup)
    {
        text.Append(markup);
        return this;
    }

    /// <summary>Appends an attribute that holds a number, with at most two decimals.</summary>
    public SvgText Number(string name, double value)
    {
        text.Append(' ').Append(name).Append("=\"").Append(Number(value)).Append('"');
        return this;
    }

    /// <summary>Appends a text element at a place, anchored at its <c>start</c>, <c>middle</c> or <c>end</c>.</summary>
    public SvgText Words(double x, double y, string styleClass, string words, string anchor = "start")
    {
        text.Append("<text");
        Number("x", x).Number("y", y);
        text.Append(" class=\"").Append(styleClass).Append('"');
        if (anchor != "start")
        {
            text.Append(" text-anchor=\"").Append(anchor).Append('"');
        }

        text.Append('>').Append(Escape(words)).Append("</text>\n");
        return this;
    }

    public override string ToString() => text.ToString();

    /// <summary>A coordinate with at most two decimals, the same on every machine.</summary>
    public static string Number(double value)
    {
        var rounded = Math.Round(value, 2);
        // Minus zero would be written "-0".
        return (rounded == 0 ? 0 : rounded).ToString("0.##", CultureInfo.InvariantCulture);
    }

    /// <summary>Words as XML content or attribute; what XML cannot hold (controls, lone surrogates) becomes U+FFFD.</summary>
    public static string Escape(string words)
    {
        var escaped = new StringBuilder(words.Length);
        foreach (var rune in words.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                < 0x20 and not ('\t' or '\n' or '\r') or (>= 0x7f and < 0xa0) or 0xfffe or 0xffff => escaped.Append('\ufffd'),
                _ => escaped.Append(rune.ToString()),
            };
        }

        return escaped.ToString();
    }

    /// <summary>About how wide are the words, in the units of the picture?</summary>
    /// <remarks>Average widths of the usual sans-serif faces; on the wide side, so that words rather leave a gap than touch.</remarks>
    public static double Width(string words, double size)
    {
        var ems = 0.0;
        foreach (var rune in words.EnumerateRunes())
        {
            ems += rune.Value switch
            {
                'i' or 'l' or 'j' or '.' or ',' or ':' or ';' or '|' or '\'' or '!' or 'I' or ' ' => 0.34,
                'f' or 't' or 'r' or '(' or ')' or '-' => 0.42,
                'm' or 'w' or 'M' or 'W' or '%' => 0.95,
                >= 'A' and <= 'Z' => 0.72,
                >= 0x1100 => 1.0,
                _ => 0.62,
            };
        }

        return ems * size;
    }

    /// <summary>The words in lines that fit the width; a word that is too long for any line is cut with an ellipsis.</summary>
    public static IReadOnlyList<string> Wrap(string words, double size, double width)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Length == 0 ? word : line + " " + word;
            if (Width(longer, size) <= width)
            {
                line = longer;
                continue;
            }

            if (line.Length > 0)
            {
                lines.Add(line);
            }

            line = Shorten(word, size, width);
        }

        if (line.Length > 0)
        {
            lines.Add(line);
        }

        return lines;
    }

    /// <summary>The words, or their beginning and an ellipsis where they do not fit.</summary>
    public static string Shorten(string words, double size, double width)
    {
        if (Width(words, size) <= width)
        {
            return words;
        }

        var kept = new StringBuilder();
        foreach (var rune in words.EnumerateRunes())
        {
            if (Width(kept.ToString() + rune + "…", size) > width)
            {
                break;
            }

            kept.Append(rune.ToString());
        }

        return kept.Append('…').ToString();
    }
}
