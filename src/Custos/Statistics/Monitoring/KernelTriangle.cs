using System.Runtime.Intrinsics;

namespace Custos.Statistics.Monitoring;

/// <summary>How alike is each pair of rows? A Gaussian kernel without its diagonal, of which only the part below it is held.</summary>
/// <remarks>4 n² bytes. Row i holds its likeness to rows 0 … i − 1, one row after the other. Sums run in one order, whatever the hardware
/// and the number of threads.</remarks>
internal sealed class KernelTriangle
{
    /// <summary>So many choices of rows are summed in one pass.</summary>
    public const int Together = 8;

    private readonly double[] _values;
    private readonly int _rows;

    private KernelTriangle(double[] squaredDistances, int rows, double width)
    {
        (_values, _rows, Width) = (squaredDistances, rows, width);
        Parallel.For(1, rows, i =>
        {
            foreach (ref var value in _values.AsSpan(Start(i), i)) value = Math.Exp(-value / (2 * width * width));
        });
        RowSums = SumRows();
    }

    /// <summary>Of the kernel, in the rows' unit.</summary>
    public double Width { get; }

    /// <summary>Each row's likeness to all others, summed.</summary>
    public double[] RowSums { get; }

    /// <summary>The kernel of these rows.</summary>
    /// <param name="rows">Of one length.</param>
    /// <param name="width">The median distance between two rows unless given.</param>
    /// <returns>Null when all rows are the same and no width was given.</returns>
    public static KernelTriangle? Of(double[][] rows, double? width)
    {
        var squared = new double[checked(rows.Length * (rows.Length - 1L) / 2)];
        Parallel.For(1, rows.Length, i =>
        {
            var at = Start(i);
            for (var j = 0; j < i; j++) squared[at + j] = SquaredDistance(rows[i], rows[j]);
        });
        return (width ?? Median(squared)) is { } chosen ? new KernelTriangle(squared, rows.Length, chosen) : null;
    }

    /// <summary>The sum of the kernel over both orders of all pairs of chosen rows, for eight choices at once.</summary>
    /// <param name="chosen">Rows × 8: 1 where the choice holds the row, else 0.</param>
    /// <param name="sums">Eight.</param>
    /// <remarks>Four rows of the kernel against eight choices at a time, so that each number read is used several times.</remarks>
    public void SumWithin(ReadOnlySpan<double> chosen, Span<double> sums)
    {
        var choices = System.Runtime.InteropServices.MemoryMarshal.Cast<double, Vector256<double>>(chosen);
        Vector256<double> low = default, high = default;
        var i = 0;
        for (; i + 4 <= _rows; i += 4)
        {
            ReadOnlySpan<double> a = _values.AsSpan(Start(i), i), b = _values.AsSpan(Start(i + 1), i + 1), c = _values.AsSpan(Start(i + 2), i + 2), d = _values.AsSpan(Start(i + 3), i + 3);
            Vector256<double> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
            for (var j = 0; j < a.Length; j++)
            {
                var (w0, w1) = (choices[2 * j], choices[2 * j + 1]);
                var (ka, kb, kc, kd) = (Vector256.Create(a[j]), Vector256.Create(b[j]), Vector256.Create(c[j]), Vector256.Create(d[j]));
                a0 += ka * w0;
                a1 += ka * w1;
                b0 += kb * w0;
                b1 += kb * w1;
                c0 += kc * w0;
                c1 += kc * w1;
                d0 += kd * w0;
                d1 += kd * w1;
            }

            // The corner of the four rows among themselves.
            var (i0, i1, i2) = (2 * i, 2 * i + 2, 2 * i + 4);
            b0 += b[i] * choices[i0];
            b1 += b[i] * choices[i0 + 1];
            c0 += c[i] * choices[i0] + c[i + 1] * choices[i1];
            c1 += c[i] * choices[i0 + 1] + c[i + 1] * choices[i1 + 1];
            d0 += d[i] * choices[i0] + d[i + 1] * choices[i1] + d[i + 2] * choices[i2];
            d1 += d[i] * choices[i0 + 1] + d[i + 1] * choices[i1 + 1] + d[i + 2] * choices[i2 + 1];
            low += choices[i0] * a0 + choices[i1] * b0 + choices[i2] * c0 + choices[i2 + 2] * d0;
            high += choices[i0 + 1] * a1 + choices[i1 + 1] * b1 + choices[i2 + 1] * c1 + choices[i2 + 3] * d1;
        }

        for (; i < _rows; i++)
        {
            Vector256<double> r0 = default, r1 = default;
            for (var j = 0; j < i; j++)
            {
                r0 += _values[Start(i) + j] * choices[2 * j];
                r1 += _values[Start(i) + j] * choices[2 * j + 1];
            }

            low += choices[2 * i] * r0;
            high += choices[2 * i + 1] * r1;
        }

        (2 * low).CopyTo(sums);
        (2 * high).CopyTo(sums[4..]);
    }

    private static int Start(int row) => (int)(row * (row - 1L) / 2);

    private double[] SumRows()
    {
        var sums = new double[_rows];
        for (var i = 1; i < _rows; i++)
        {
            var row = _values.AsSpan(Start(i), i);
            var own = 0.0;
            for (var j = 0; j < row.Length; j++)
            {
                own += row[j];
                sums[j] += row[j];
            }

            sums[i] += own;
        }

        return sums;
    }

    private static double SquaredDistance(double[] a, double[] b)
    {
        var sum = Vector256<double>.Zero;
        var d = 0;
        for (; d + 4 <= a.Length; d += 4)
        {
            var gap = Vector256.Create<double>(a.AsSpan(d, 4)) - Vector256.Create<double>(b.AsSpan(d, 4));
            sum += gap * gap;
        }

        var total = Vector256.Sum(sum);
        for (; d < a.Length; d++) total += (a[d] - b[d]) * (a[d] - b[d]);
        return total;
    }

    // Where more than half of the distances are 0, the largest stands in for the median.
    private static double? Median(double[] squared)
    {
        var median = Math.Sqrt(Selection.Smallest(squared, squared.Length / 2));
        if (median > 0) return median;
        var largest = Math.Sqrt(squared.Max());
        return largest > 0 ? largest : null;
    }
}
