namespace Custos.Statistics;

/// <summary>What is the one sequence of two sorted pieces? Each half of it is filled from its own end, so that two threads share the work.</summary>
internal static class SortedPieces
{
    // No branch hangs on which key is smaller: which it is cannot be foretold.
    public static void MergeFromFront(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right, Span<double> to)
    {
        int i = 0, j = 0, k = 0;
        for (; k < to.Length && i < left.Length && j < right.Length; k++)
        {
            var (a, b) = (left[i], right[j]);
            var takeLeft = a <= b ? 1 : 0;
            to[k] = SortKeys.ToDouble(Math.Min(a, b));
            i += takeLeft;
            j += 1 - takeLeft;
        }

        for (; k < to.Length && i < left.Length; k++) to[k] = SortKeys.ToDouble(left[i++]);
        for (; k < to.Length; k++) to[k] = SortKeys.ToDouble(right[j++]);
    }

    public static void MergeFromBack(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right, Span<double> to)
    {
        int i = left.Length - 1, j = right.Length - 1, k = to.Length - 1;
        for (; k >= 0 && i >= 0 && j >= 0; k--)
        {
            var (a, b) = (left[i], right[j]);
            var takeRight = b >= a ? 1 : 0;
            to[k] = SortKeys.ToDouble(Math.Max(a, b));
            j -= takeRight;
            i -= 1 - takeRight;
        }

        for (; k >= 0 && i >= 0; k--) to[k] = SortKeys.ToDouble(left[i--]);
        for (; k >= 0; k--) to[k] = SortKeys.ToDouble(right[j--]);
    }

    // Of two equal keys the left one comes first, which keeps their order.
    public static void MergeOrderFromFront(ulong[] keys, int[] places, int middle, int[] order, double[] sorted, int count)
    {
        int i = 0, j = middle;
        for (var k = 0; k < count; k++)
        {
            var takeLeft = j >= keys.Length || (i < middle && keys[i] <= keys[j]);
            var at = takeLeft ? i++ : j++;
            order[k] = places[at];
            sorted[k] = SortKeys.ToDouble(keys[at]);
        }
    }

    public static void MergeOrderFromBack(ulong[] keys, int[] places, int middle, int[] order, double[] sorted, int count)
    {
        int i = middle - 1, j = keys.Length - 1;
        for (var k = keys.Length - 1; k >= count; k--)
        {
            var takeRight = i < 0 || (j >= middle && keys[j] >= keys[i]);
            var at = takeRight ? j-- : i--;
            order[k] = places[at];
            sorted[k] = SortKeys.ToDouble(keys[at]);
        }
    }
}
