using Custos.Statistics.Regression;

namespace Custos.Tests.Statistics.Regression;

/// <summary>The models of NIST's nonlinear reference sets, each as its file states it.</summary>
internal static class NistCurves
{
    public static Curve Of(string name, NistFile file)
    {
        double[] x = [.. file.Rows.Select(row => (double)row[1])];
        return name switch
        {
            "Misra1a" or "BoxBOD" => (b, i) => b[0] * (1 - Math.Exp(-b[1] * x[i])),
            "Misra1b" => (b, i) => b[0] * (1 - Math.Pow(1 + b[1] * x[i] / 2, -2)),
            "Misra1c" => (b, i) => b[0] * (1 - Math.Pow(1 + 2 * b[1] * x[i], -0.5)),
            "Misra1d" => (b, i) => b[0] * b[1] * x[i] / (1 + b[1] * x[i]),
            "Chwirut1" or "Chwirut2" => (b, i) => Math.Exp(-b[0] * x[i]) / (b[1] + b[2] * x[i]),
            "DanWood" => (b, i) => b[0] * Math.Pow(x[i], b[1]),
            "Lanczos1" or "Lanczos2" or "Lanczos3" => (b, i) => b[0] * Math.Exp(-b[1] * x[i]) + b[2] * Math.Exp(-b[3] * x[i]) + b[4] * Math.Exp(-b[5] * x[i]),
            "Gauss1" or "Gauss2" or "Gauss3" => (b, i) => b[0] * Math.Exp(-b[1] * x[i]) + Bell(b[2], b[3], b[4], x[i]) + Bell(b[5], b[6], b[7], x[i]),
            "Hahn1" or "Thurber" => (b, i) => (b[0] + x[i] * (b[1] + x[i] * (b[2] + x[i] * b[3]))) / (1 + x[i] * (b[4] + x[i] * (b[5] + x[i] * b[6]))),
            "Kirby2" => (b, i) => (b[0] + x[i] * (b[1] + x[i] * b[2])) / (1 + x[i] * (b[3] + x[i] * b[4])),
            "Nelson" => Nelson(file, x),
            "MGH09" => (b, i) => b[0] * (x[i] * x[i] + x[i] * b[1]) / (x[i] * x[i] + x[i] * b[2] + b[3]),
            "MGH10" => (b, i) => b[0] * Math.Exp(b[1] / (x[i] + b[2])),
            "MGH17" => (b, i) => b[0] + b[1] * Math.Exp(-x[i] * b[3]) + b[2] * Math.Exp(-x[i] * b[4]),
            "Roszman1" => (b, i) => b[0] - b[1] * x[i] - Math.Atan(b[2] / (x[i] - b[3])) / Math.PI,
            "ENSO" => (b, i) => b[0] + Wave(b[1], b[2], x[i], 12) + Wave(b[4], b[5], x[i], b[3]) + Wave(b[7], b[8], x[i], b[6]),
            "Rat42" => (b, i) => b[0] / (1 + Math.Exp(b[1] - b[2] * x[i])),
            "Rat43" => (b, i) => b[0] / Math.Pow(1 + Math.Exp(b[1] - b[2] * x[i]), 1 / b[3]),
            "Eckerle4" => (b, i) => b[0] / b[1] * Math.Exp(-0.5 * Square((x[i] - b[2]) / b[1])),
            "Bennett5" => (b, i) => b[0] * Math.Pow(b[1] + x[i], -1 / b[2]),
            _ => throw new ArgumentException("No such reference set.", nameof(name)),
        };
    }

    // NIST fits the logarithm of Nelson's response.
    public static double[] Response(string name, NistFile file) => name == "Nelson" ? [.. file.Y.Select(value => Math.Log(value))] : file.Y;

    private static Curve Nelson(NistFile file, double[] x)
    {
        double[] temperature = [.. file.Rows.Select(row => (double)row[2])];
        return (b, i) => b[0] - b[1] * x[i] * Math.Exp(-b[2] * temperature[i]);
    }

    private static double Bell(double height, double center, double width, double x) => height * Math.Exp(-Square((x - center) / width));

    private static double Wave(double cosine, double sine, double x, double period) =>
        cosine * Math.Cos(2 * Math.PI * x / period) + sine * Math.Sin(2 * Math.PI * x / period);

    private static double Square(double value) => value * value;
}
