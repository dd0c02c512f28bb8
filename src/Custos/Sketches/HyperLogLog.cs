using System.Numerics;
using Custos.Records;
using Custos.Statistics.Distributions;

namespace Custos.Sketches;

/// <summary>How many distinct values were added?</summary>
/// <remarks>
/// HyperLogLog++ (Heule, Nunkesser, Hall 2013): 64-bit hashes, and while there are few values a sorted list at a precision of 26 bits that
/// is nearly exact. The estimate is not theirs, which needs tables of biases, but Ertl's improved one (2017, "New cardinality estimation
/// algorithms for HyperLogLog sketches", algorithm 6), which needs none: at every number its bias is at most about 1.1/2^precision, a tenth
/// of the standard error of 1.04/√(2^precision). Merging is exact: what is merged equals, byte for byte, what saw everything. O(1) a value.
/// Not thread-safe.
/// </remarks>
public sealed class HyperLogLog
{
    private const byte Layout = 1;
    private const int LeastPrecision = 7;
    private const int MostPrecision = 18;

    // 1/(2 ln 2), Ertl's α at infinity.
    private const double Alpha = 0.7213475204444817;
    private const double TwoSided95 = 1.959963984540054;

    private SparseRegisters? _sparse = new();
    private byte[]? _dense;

    /// <param name="precision">From 7 to 18: 2^precision registers of a byte each; 14 has a standard error of 0.81 %.</param>
    /// <param name="seed">Sketches of unequal seeds cannot be merged.</param>
    public HyperLogLog(int precision = 14, ulong seed = 0)
    {
        if (precision is < LeastPrecision or > MostPrecision) throw new ArgumentOutOfRangeException(nameof(precision), precision, $"The precision lies between {LeastPrecision} and {MostPrecision}.");
        (Precision, Seed) = (precision, seed);
    }

    public int Precision { get; }

    public ulong Seed { get; }

    /// <summary>The standard error of the estimate as a share of it, once it has left the sorted list.</summary>
    public double StandardError => 1.04 / Math.Sqrt(1 << Precision);

    private int Registers => 1 << Precision;

    // Four bytes an entry of the list, one a register.
    private int MostSparse => Registers / sizeof(uint);

    /// <summary>Adds a value by a number that stands for it, such as a hash.</summary>
    public void Add(ulong value)
    {
        var hash = SeededHash.Of(value, Seed);
        if (_sparse is { } sparse)
        {
            sparse.Add(hash);
            if (sparse.Pending > MostSparse) Thicken();
            return;
        }

        var register = hash >> (64 - Precision);
        Raise((int)register, RankOf(hash << Precision, 64 - Precision));
    }

    /// <summary>Adds all that another sketch has seen.</summary>
    /// <exception cref="ArgumentException">It has not the same precision and seed.</exception>
    public void Merge(HyperLogLog other)
    {
        if (other.Precision != Precision || other.Seed != Seed) throw new ArgumentException("Both sketches must have the same precision and seed.", nameof(other));
        if (other._dense is { } dense)
        {
            MakeDense();
            for (var i = 0; i < dense.Length; i++) Raise(i, dense[i]);
            return;
        }

        foreach (var entry in other._sparse!.Sorted())
        {
            if (_sparse is null) RaiseBy(entry);
            else _sparse.AddEntry(entry);
        }

        Thicken();
    }

    /// <summary>How many distinct values?</summary>
    /// <returns>With a 95 % interval of 1.96 standard errors, never below the number of values that are surely distinct.</returns>
    public CountEstimate Estimate()
    {
        Thicken();
        if (_sparse is { } sparse)
        {
            // So few values in so many places: whatever falls together is counted by how full they are (Whang et al. 1990).
            double places = SparseRegisters.Places, filled = sparse.Sorted().Length;
            var count = places * -LogSpace.Log1p(-filled / places);
            var load = count / places;
            return Within(count, Math.Sqrt(places * (LogSpace.ExpM1(load) - load)), filled);
        }

        var value = DenseEstimate();
        return Within(value, StandardError * value, Registers - _dense.AsSpan().Count((byte)0));
    }

    public byte[] ToBytes()
    {
        Thicken();
        var writer = new SketchWriter(SketchKind.HyperLogLog, Layout).Number(Precision).Bits(Seed);
        if (_dense is { } dense) return writer.Byte(1).Bytes(dense).ToArray();
        var entries = _sparse!.Sorted();
        writer.Byte(0).Number(entries.Length);
        foreach (var entry in entries) writer.Number(entry);
        return writer.ToArray();
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="BadInputException">The bytes hold no such sketch, or are damaged.</exception>
    public static HyperLogLog FromBytes(ReadOnlySpan<byte> bytes)
    {
        var reader = new SketchReader(bytes, SketchKind.HyperLogLog, Layout);
        var sketch = new HyperLogLog(reader.Count(LeastPrecision, MostPrecision), reader.Bits());
        if (reader.Byte() is var form && form == 1)
        {
            sketch._dense = reader.Bytes(sketch.Registers).ToArray();
            sketch._sparse = null;
            reader.Require(!sketch._dense.AsSpan().ContainsAnyExceptInRange((byte)0, (byte)(65 - sketch.Precision)));
        }
        else
        {
            reader.Require(form == 0);
            var before = -1L;
            for (var left = reader.Count(0, sketch.MostSparse); left > 0; left--)
            {
                var entry = reader.Number(0, uint.MaxValue);
                // One entry a place, ascending.
                reader.Require(entry >> SparseRegisters.RankBits > before && SparseRegisters.IsSound((uint)entry));
                before = entry >> SparseRegisters.RankBits;
                sketch._sparse!.AddEntry((uint)entry);
            }
        }

        reader.End();
        return sketch;
    }

    /// <summary>Where does the first one stand, from 1, among so many bits, which are the highest? One more than these when there is none.</summary>
    internal static int RankOf(ulong bits, int count) => Math.Min(BitOperations.LeadingZeroCount(bits), count) + 1;

    private void Thicken()
    {
        if (_sparse is { } sparse && sparse.Sorted().Length > MostSparse) MakeDense();
    }

    private void MakeDense()
    {
        if (_sparse is not { } sparse) return;
        (_dense, _sparse) = (new byte[Registers], null);
        foreach (var entry in sparse.Sorted()) RaiseBy(entry);
    }

    private void RaiseBy(uint entry)
    {
        var (register, rank) = SparseRegisters.AtPrecision(entry, Precision);
        Raise(register, rank);
    }

    private void Raise(int register, int rank) => _dense![register] = Math.Max(_dense[register], (byte)rank);

    private double DenseEstimate()
    {
        double registers = Registers;
        var most = 64 - Precision;
        Span<int> histogram = stackalloc int[most + 2];
        foreach (var rank in _dense!) histogram[rank]++;
        var sum = registers * Tau(1 - (histogram[most + 1] / registers));
        for (var rank = most; rank >= 1; rank--) sum = 0.5 * (sum + histogram[rank]);
        sum += registers * Sigma(histogram[0] / registers);
        // A double cannot hold that all registers are full.
        return Math.Min(Alpha * registers * registers / sum, Math.Pow(2, 64));
    }

    /// <remarks>x + Σ x^(2^k) · 2^(k−1). Source: Ertl 2017, eq. 15.</remarks>
    private static double Sigma(double x)
    {
        if (x == 1) return double.PositiveInfinity;
        double sum = x, weight = 1, before;
        do
        {
            x *= x;
            before = sum;
            sum += x * weight;
            weight += weight;
        }
        while (sum != before);
        return sum;
    }

    /// <remarks>(1 − x − Σ (1 − x^(2^−k))² · 2^−k) / 3. Source: Ertl 2017, eq. 25.</remarks>
    private static double Tau(double x)
    {
        if (x is 0 or 1) return 0;
        double sum = 1 - x, weight = 1, before;
        do
        {
            x = Math.Sqrt(x);
            before = sum;
            weight *= 0.5;
            sum -= (1 - x) * (1 - x) * weight;
        }
        while (sum != before);
        return sum / 3;
    }

    private static CountEstimate Within(double value, double deviation, double least) =>
        new(value, new Interval(Math.Min(value, Math.Max(least, value - (TwoSided95 * deviation))), value + (TwoSided95 * deviation)));
}
