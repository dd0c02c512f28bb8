using Custos.Gate.Traffic;

namespace Custos.Tests.Gate.Traffic;

public sealed class TurnWindowsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a", "")]
    [InlineData("a b", "ab")]
    [InlineData("a b c", "bc abc")]
    [InlineData("a b c d", "cd abcd")]
    [InlineData("a b c d e f g h", "gh efgh abcdefgh")]
    public void The_last_two_four_eight_turns_and_all_are_read_together(string turns, string windows) =>
        TurnWindows.Of(turns.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(window => window.Replace("\n", "", StringComparison.Ordinal))
            .ShouldBe(windows.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
