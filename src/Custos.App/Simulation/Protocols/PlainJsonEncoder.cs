using System.Text.Encodings.Web;

namespace Custos.App.Simulation.Protocols;

/// <summary>Which characters does JSON make us escape? Those alone: real upstreams send the rest as it is, beyond the basic plane too, where the framework's own encoders escape.</summary>
internal sealed class PlainJsonEncoder : JavaScriptEncoder
{
    public static PlainJsonEncoder Instance { get; } = new();

    // \uXXXX
    public override int MaxOutputCharactersPerInputCharacter => 6;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar is < 0x20 or '"' or '\\';

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        for (var i = 0; i < textLength; i++)
        {
            if (WillEncode(text[i])) return i;
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == textLength || !char.IsLowSurrogate(text[i + 1])) return i;
            i++;
        }

        return -1;
    }

    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        Span<char> shortest = stackalloc char[MaxOutputCharactersPerInputCharacter];
        var length = Encode(unicodeScalar, shortest);
        numberOfCharactersWritten = length <= bufferLength ? length : 0;
        return shortest[..length].TryCopyTo(new Span<char>(buffer, bufferLength));
    }

    private int Encode(int scalar, Span<char> output)
    {
        if (!WillEncode(scalar)) return new System.Text.Rune(scalar).EncodeToUtf16(output);
        output[0] = '\\';
        output[1] = scalar switch { '\n' => 'n', '\r' => 'r', '\t' => 't', '\b' => 'b', '\f' => 'f', '"' => '"', '\\' => '\\', _ => 'u' };
        if (output[1] != 'u') return 2;
        scalar.TryFormat(output[2..], out _, "x4", System.Globalization.CultureInfo.InvariantCulture);
        return 6;
    }
}
