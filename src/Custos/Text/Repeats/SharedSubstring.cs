using System.Runtime.InteropServices;

namespace Custos.Text.Repeats;

/// <summary>Which suffixes begin with a substring that several owners share?</summary>
/// <param name="First">The first of them in the suffix array.</param>
/// <param name="Last">The last of them.</param>
/// <param name="Length">How many symbols the substring has.</param>
/// <param name="Owners">How many owners have it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SharedSubstring(int First, int Last, int Length, int Owners)
{
    /// <summary>In how many places does it stand?</summary>
    public int Occurrences => Last - First + 1;
}
