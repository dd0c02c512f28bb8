using System.Runtime.CompilerServices;

namespace Custos.Learning;

/// <summary>What does a column count that comes so often in a text?</summary>
internal static class TermWeight
{
    // Nearly every count of a text is small, and a logarithm costs more than all else that is done to it.
    private static readonly double[] Logarithms = [.. Enumerable.Range(0, 256).Select(count => 1 + Math.Log(count))];

    /// <param name="count">At least 1.</param>
    /// <param name="isLogarithmic">Whether by <see cref="TermFrequency.Logarithmic"/>; <see cref="TermFrequency.Raw"/> where not.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Of(int count, bool isLogarithmic)
    {
        if (!isLogarithmic)
        {
            return count;
        }

        return (uint)count < (uint)Logarithms.Length ? Logarithms[count] : 1 + Math.Log(count);
    }
}
