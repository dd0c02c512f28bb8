using Custos.Statistics.Regression;

namespace Custos.Statistics.Causal;

/// <summary>Which mixture (weights of at least 0 that sum to 1) of the columns comes nearest to the target?</summary>
/// <remarks>An active-set method: on the columns in use the weights that sum to 1 are found by least squares; a column whose weight
/// would fall below 0 leaves at the first such point on the way, the column that would help most enters, until none would. It ends
/// after finitely many steps at the exact minimum. Source: Lawson and Hanson 1974, chapter 23, with the sum held at 1;
/// Wolfe 1976 for the simplex. Cost O(rows × columns) and a small least squares a step.</remarks>
internal static class SimplexLeastSquares
{
    public static double[] Fit(double[] target, double[][] columns)
    {
        var weights = new double[columns.Length];
        var start = Enumerable.Range(0, columns.Length).MinBy(j => Distance(target, columns[j]));
        weights[start] = 1;
        List<int> active = [start];
        var scale = Math.Max(columns.Max(column => column.Max(Math.Abs)), target.Max(Math.Abs));
        var tolerance = 1e-12 * target.Length * Math.Max(scale * scale, double.Epsilon);
        for (var step = 0; step < 50 * (columns.Length + 1); step++)
        {
            Descend(target, columns, weights, active);
            double[] rest = Residuals(target, columns, weights);
            // How fast the squared distance falls with a little weight moved from the columns in use to this one.
            double Gain(int j) => Dot(rest, columns[j]);
            var level = active.Average(Gain);
            var best = Enumerable.Range(0, columns.Length).Where(j => !active.Contains(j)).Select(j => (int?)j).MaxBy(j => Gain(j!.Value));
            if (best is not { } next || Gain(next) - level <= tolerance) return weights;
            active.Add(next);
        }

        return weights;
    }

    private static void Descend(double[] target, double[][] columns, double[] weights, List<int> active)
    {
        while (true)
        {
            if (Unconstrained(target, columns, active) is not { } wanted)
            {
                // The newest column is a combination of the others: it adds nothing.
                weights[active[^1]] = 0;
                active.RemoveAt(active.Count - 1);
                return;
            }

            var length = 1.0;
            var leaving = -1;
            for (var k = 0; k < active.Count; k++)
            {
                if (wanted[k] >= 0) continue;
                var reach = weights[active[k]] / (weights[active[k]] - wanted[k]);
                if (reach < length) (length, leaving) = (reach, k);
            }

            for (var k = 0; k < active.Count; k++) weights[active[k]] += length * (wanted[k] - weights[active[k]]);
            if (leaving < 0) return;
            weights[active[leaving]] = 0;
            active.RemoveAt(leaving);
        }
    }

    // With the first column subtracted from all, the sum takes care of itself.
    private static double[]? Unconstrained(double[] target, double[][] columns, List<int> active)
    {
        if (active.Count == 1) return [1];
        var basis = columns[active[0]];
        if (active.Count - 1 > target.Length) return null;
        List<DoubleDouble[]> design = [.. active.Skip(1).Select(j => columns[j].Zip(basis, (a, b) => (DoubleDouble)a - b).ToArray())];
        var qr = HouseholderQr.Factor(design);
        if (qr.Dependent.Count > 0) return null;
        double[] others = [.. qr.Solve([.. target.Zip(basis, (a, b) => (DoubleDouble)a - b)]).Coefficients.Select(value => (double)value)];
        return [1 - others.Sum(), .. others];
    }

    private static double[] Residuals(double[] target, double[][] columns, double[] weights)
    {
        double[] rest = [.. target];
        for (var j = 0; j < columns.Length; j++)
        {
            if (weights[j] == 0) continue;
            for (var i = 0; i < rest.Length; i++) rest[i] -= weights[j] * columns[j][i];
        }

        return rest;
    }

    private static double Distance(double[] a, double[] b) => a.Zip(b, (x, y) => (x - y) * (x - y)).Sum();

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
