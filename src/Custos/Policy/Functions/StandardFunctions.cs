using System.Collections.Frozen;

namespace Custos.Policy.Functions;

/// <summary>Which functions has the language itself?</summary>
internal static class StandardFunctions
{
    /// <summary>Every overload, by the function's name.</summary>
    public static FrozenDictionary<string, IReadOnlyList<Overload>> ByName { get; } =
        ((IEnumerable<Overload>)
        [
            .. Arithmetic.All,
            .. Relations.All,
            .. Conversions.All,
            .. Texts.All,
            .. TextLibrary.All,
            .. Times.All,
            .. Mathematics.All,
            .. Optionals.All,
            .. Encodings.All,
            .. Sets.All,
        ]).GroupBy(overload => overload.Function, StringComparer.Ordinal)
        .ToFrozenDictionary(same => same.Key, same => (IReadOnlyList<Overload>)[.. same], StringComparer.Ordinal);
}
