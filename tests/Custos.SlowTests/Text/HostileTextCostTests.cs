using Custos.Bench.Text;
using Custos.Tests.Text.Views;
using Custos.Text.Views;

namespace Custos.SlowTests.Text;

public sealed class HostileTextCostTests
{
    private const int Small = 12_500;
    private const int Times = 8;

    // Eight times the text would take 64 times as long were the cost quadratic; linear cost takes 8, and leaving the caches some more.
    [Fact]
    public void Eight_times_a_hostile_text_takes_no_more_than_sixteen_times_as_long()
    {
        var views = new TextViews();
        var costly = new List<string>();
        foreach (var ((name, text), (_, longer)) in HostileTexts.All(Small).Zip(HostileTexts.All(Small * Times)))
        {
            var few = ThreadClock.LeastOf(8, () => views.Read(text));
            var many = ThreadClock.LeastOf(4, () => views.Read(longer));
            if (many > few * (2 * Times) && many > TimeSpan.FromMilliseconds(5)) costly.Add($"{name}: {many / few:0.0} times");
        }

        costly.ShouldBeEmpty();
    }
}
