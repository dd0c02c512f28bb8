using Custos.Records;
using Custos.Tests.Store;
using Custos.Train.Splits;
using FsCheck;
using FsCheck.Fluent;

namespace Custos.Tests.Train.Splits;

public sealed class GroupSplitTests
{
    [Fact]
    public void No_group_is_ever_on_both_sides() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var options = Some.Options with { Seed = seed };
            var rows = Some.Labelled(Some.TableText(120, seed), options);
            var split = GroupSplit.Draw(rows, options, "rows.csv", default);
            var sides = Enumerable.Range(0, rows.Count).Select(row => (Group: rows.GroupOf[row], IsHeldOut: split.Sides[row] == Side.Validation));
            return sides.GroupBy(row => row.Group).All(group => group.Select(row => row.IsHeldOut).Distinct().Count() == 1)
                && split.Report(rows, options).Overlap == 0;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));

    [Fact]
    public void Adding_and_reordering_rows_moves_no_group()
    {
        var lines = Some.TableText(400).TrimEnd('\n').Split('\n');
        var some = SideByGroup(string.Join('\n', lines[..101]));
        var all = SideByGroup(string.Join('\n', [lines[0], .. lines[1..].Reverse()]));

        some.Count.ShouldBeLessThan(all.Count);
        foreach (var (group, isHeldOut) in some)
        {
            all[group].ShouldBe(isHeldOut);
        }
    }

    [Fact]
    public void Another_seed_draws_another_split()
    {
        var csv = Some.TableText(200);
        SideByGroup(csv, seed: 1).Where(side => side.Value).ShouldNotBe(SideByGroup(csv, seed: 2).Where(side => side.Value));
    }

    [Fact]
    public void Without_a_group_column_equal_texts_stay_together()
    {
        var options = Some.Options with { Group = null };
        var csv = "text,bad\n" + string.Concat(Enumerable.Range(0, 200).Select(i => $"word{i % 40} again,{i % 2}\n"));
        var rows = Some.Labelled(csv, options);

        rows.Groups.Count.ShouldBe(40);
        var sides = GroupSplit.Draw(rows, options, "rows.csv", default).Sides;
        Enumerable.Range(40, 160).ShouldAllBe(row => sides[row] == sides[row - 40]);
    }

    [Fact]
    public void A_row_without_a_group_value_is_a_group_of_its_own_text()
    {
        var rows = Some.Labelled("user,text,bad\na,one,1\n,two,0\n,two,1\n,one,0\ntwo,three,0\n", Some.Options);

        rows.GroupOf.ShouldBe([0, 1, 1, 2, 3]);
        rows.UngroupedRows.ShouldBe(3);
    }

    [Fact]
    public void Training_rows_near_identical_to_held_out_texts_are_left_out()
    {
        var options = Some.Options with { HeldOut = 0.5 };
        var rows = Some.Labelled("user,text,bad\n" + string.Concat(Enumerable.Range(0, 50).Select(i => $"u{i},The SAME words for all of us,{i % 2}\nv{i},something{i} quite{i} different{i},0\n")), options);
        var split = GroupSplit.Draw(rows, options, "rows.csv", default);

        for (var row = 0; row < rows.Count; row++)
        {
            split.Sides[row].ShouldNotBe(row % 2 == 0 ? Side.Train : Side.LeftOut);
        }

        split.Report(rows, options).LeftOutRows.ShouldBe(split.Sides.Count(side => side == Side.LeftOut));
        split.Sides.ShouldContain(Side.LeftOut);
    }

    [Fact]
    public void A_written_split_replays_as_it_was()
    {
        using var folder = new TemporaryDirectory();
        var rows = Some.Labelled(Some.TableText(300), Some.Options);
        var drawn = GroupSplit.Draw(rows, Some.Options, "rows.csv", default);
        SplitFile.Write(folder.File("split.csv"), rows, drawn.Sides);

        GroupSplit.Replay(rows, Some.Options, folder.File("split.csv"), default).Sides.ShouldBe(drawn.Sides);
    }

    [Fact]
    public void A_split_that_parts_a_group_is_refused()
    {
        using var folder = new TemporaryDirectory();
        var rows = Some.Labelled("user,text,bad\na,one,1\na,two,0\nb,three,1\n", Some.Options);
        SplitFile.Write(folder.File("split.csv"), rows, [Side.Train, Side.Validation, Side.Validation]);

        Should.Throw<BadInputException>(() => GroupSplit.Replay(rows, Some.Options, folder.File("split.csv"), default))
            .Problem.ShouldBe("The group of data row 3 is both learned from and held out.");
    }

    [Fact]
    public void A_split_with_one_side_is_refused()
    {
        using var folder = new TemporaryDirectory();
        var rows = Some.Labelled("user,text,bad\na,one,1\nb,two,0\n", Some.Options);
        SplitFile.Write(folder.File("split.csv"), rows, [Side.Train, Side.LeftOut]);

        Should.Throw<BadInputException>(() => GroupSplit.Replay(rows, Some.Options, folder.File("split.csv"), default))
            .Problem.ShouldBe("The split has rows on one side only.");
    }

    [Fact]
    public void One_group_only_is_refused()
    {
        var rows = Some.Labelled("user,text,bad\na,one,1\na,two,0\n", Some.Options);
        Should.Throw<BadInputException>(() => GroupSplit.Draw(rows, Some.Options, "rows.csv", default))
            .Message.ShouldBe("rows.csv: All rows belong to one group, so that nothing can be held out. Choose a group column with more than one value, or none.");
    }

    [Fact]
    public void A_draw_that_leaves_a_side_empty_is_refused()
    {
        var options = Some.Options with { HeldOut = 0.000001 };
        var rows = Some.Labelled("user,text,bad\na,one,1\nb,two,0\n", options);
        Should.Throw<BadInputException>(() => GroupSplit.Draw(rows, options, "rows.csv", default)).Problem.ShouldBe("With seed 42 all 2 groups are learned from.");
    }

    [Fact]
    public void Nothing_left_to_learn_from_is_refused()
    {
        var rows = Some.Labelled("user,text,bad\n" + string.Concat(Enumerable.Range(0, 50).Select(i => $"u{i},all the same,{i % 2}\n")), Some.Options);
        Should.Throw<BadInputException>(() => GroupSplit.Draw(rows, Some.Options, "rows.csv", default))
            .Problem.ShouldBe("Every text that would be learned from is near-identical to a held-out one.");
    }

    private static Dictionary<UInt128, bool> SideByGroup(string csv, long seed = 42)
    {
        var options = Some.Options with { Seed = seed };
        var rows = Some.Labelled(csv, options);
        var split = GroupSplit.Draw(rows, options, "rows.csv", default);
        return Enumerable.Range(0, rows.Count).DistinctBy(row => rows.GroupOf[row])
            .ToDictionary(row => rows.Groups[rows.GroupOf[row]], row => split.Sides[row] == Side.Validation);
    }
}
