using Custos.Sketches;

namespace Custos.App.Simulation.Replies;

/// <summary>What stands in an answer where real upstreams put chance and the clock? Numbers that follow from the request alone.</summary>
internal readonly record struct Seed(ulong Value)
{
    private const string Digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZabcdefghjkmnpqrstvwxyz";

    // 2026-01-01T00:00:00Z: answers are dated within the day after it.
    private const long FirstSecond = 1_767_225_600;
    private const int SecondsPerDay = 86_400;

    /// <summary>The same for the same address and body.</summary>
    public static Seed Of(string path, ReadOnlySpan<byte> body) => new(SeededHash.Of(body, SeededHash.Of(path)));

    /// <summary>When the answer was made, as it says, in seconds since 1970.</summary>
    public long CreatedAt => FirstSecond + (long)(Value % SecondsPerDay);

    /// <summary>A number from 0 to below a bound, for one purpose.</summary>
    public int Below(int bound, string purpose) => (int)(SeededHash.Of(purpose, Value) % (ulong)bound);

    /// <summary>An identifier of 24 characters after a prefix.</summary>
    /// <param name="prefix">For instance <c>chatcmpl-</c>.</param>
    /// <param name="number">Tells apart those of one prefix.</param>
    public string Id(string prefix, int number = 0) => string.Concat(prefix, string.Create(24, SeededHash.Of((ulong)number, SeededHash.Of(prefix, Value)), static (characters, state) =>
    {
        for (var i = 0; i < characters.Length; i++) characters[i] = Digits[(int)(SeededHash.Of((ulong)i, state) % (ulong)Digits.Length)];
    }));
}
