using System.Globalization;
using Custos.Tests.Text.Views;
using Custos.Text.Views;

namespace Custos.Bench.Text;

/// <summary>How long do all views of a hostile text take? Each of 100,000 characters, and twice as long for the growth.</summary>
internal static class HostileSpeed
{
    private const int Runs = 12;

    public static int Run()
    {
        var views = new TextViews();
        Console.WriteLine("| text of 100,000 characters | ms | twice as long |");
        Console.WriteLine("|---|---:|---:|");
        foreach (var ((name, text), (_, longer)) in HostileTexts.All(100_000).Zip(HostileTexts.All(200_000)))
        {
            var one = ThreadClock.LeastOf(Runs, () => views.Read(text)).TotalMilliseconds;
            var two = ThreadClock.LeastOf(Runs, () => views.Read(longer)).TotalMilliseconds;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {one:0.0} | {two / one:0.0} × |"));
        }

        return 0;
    }
}
