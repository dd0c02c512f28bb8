using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Custos.Policy.Documents;
using Custos.Policy.Judging;
using Custos.Records;

namespace Custos.Gate;

/// <summary>Which bundle do a folder's policies make, together with these signals?</summary>
/// <remarks>
/// A policy a file, <c>*.yaml</c>, in the folder or in folders below it; phrases for all policies in <c>lists/*.txt</c>, one a line, <c>#</c>
/// before remarks; a judge a file, <c>judges/*.yaml</c>, with what was measured of it beside. Nothing else is read.
/// </remarks>
public static class BundleFolder
{
    private const long LongestFile = 64 << 20;
    private const int DeepestFolder = 4;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the folder; its judges are read, and nobody answers for them.</summary>
    /// <inheritdoc cref="TryLoad(string, ImmutableArray{Signal}?, Func{JudgeDocument, Judge}?, out Bundle?, out IReadOnlyList{PolicyError})"/>
    public static bool TryLoad(string folder, ImmutableArray<Signal>? signals, [NotNullWhen(true)] out Bundle? bundle, out IReadOnlyList<PolicyError> errors) =>
        TryLoad(folder, signals, null, out bundle, out errors);

    /// <summary>Reads the folder.</summary>
    /// <param name="folder">Where the policies lie.</param>
    /// <param name="signals">What scores texts; null where none is at hand, and any label is taken.</param>
    /// <param name="judge">Who asks in a judge's name; null where nobody does.</param>
    /// <param name="bundle">Ready to decide.</param>
    /// <param name="errors">Everything that is wrong in all files; empty when nothing is.</param>
    /// <exception cref="BadInputException">There is no such folder, or a file cannot be read.</exception>
    public static bool TryLoad(string folder, ImmutableArray<Signal>? signals, Func<JudgeDocument, Judge>? judge, [NotNullWhen(true)] out Bundle? bundle, out IReadOnlyList<PolicyError> errors)
    {
        var files = FilesOf(folder);
        var wrong = new List<PolicyError>();
        var lists = files.Where(file => KindOf(file) == FileKind.List).Select(file => ReadList(folder, file, wrong)).OfType<PolicyList>().ToImmutableArray();
        var judges = ReadJudges(folder, [.. files.Where(file => KindOf(file) == FileKind.Judge)], wrong);
        var surroundings = new PolicySurroundings
        {
            Judges = judges.ToDictionary(one => one.Judge.Name, one => one.Standing, StringComparer.Ordinal),
            SharedLists = [.. lists.Select(list => list.Name)],
            Labels = signals?.SelectMany(signal => signal.Labels).DistinctBy(label => label.Name).ToDictionary(label => label.Name, StringComparer.Ordinal),
        };
        var policies = ImmutableArray.CreateBuilder<PolicyDocument>();
        foreach (var file in files.Where(file => KindOf(file) == FileKind.Policy))
        {
            if (Read(folder, file, wrong) is not { } text) continue;
            if (!PolicyReader.TryRead(file, text, surroundings, out var policy, out var found)) wrong.AddRange(found);
            else if (policies.FirstOrDefault(other => other.Name == policy.Name) is { } twin) wrong.Add(new PolicyError(file, 0, 0, $"The file {twin.File} has a policy '{policy.Name}', too.", "Decisions tell a policy by its name: give one of them another.", ""));
            else policies.Add(policy);
        }

        if (policies.Count == 0 && wrong.Count == 0) wrong.Add(new PolicyError(folder, 0, 0, "There is no policy in this folder.", "Write one, for instance by copying a file of samples/policies.", ""));
        var seated = wrong.Count > 0 ? [] : judges.Select(one => new BundleJudge(one.Judge, one.Standing, Seat(one.Judge, judge, wrong))).ToImmutableArray();
        errors = wrong;
        bundle = wrong.Count > 0 ? null : new Bundle(new BundleParts { Policies = policies.ToImmutable(), Needs = surroundings.Needs, SharedLists = lists, Signals = signals ?? [], Judges = seated });
        return bundle is not null;
    }

    /// <summary>The bundle of classifiers that have no policy: each label's own threshold blocks.</summary>
    public static Bundle OfSignals(ImmutableArray<Signal> signals, IReadOnlyDictionary<FailureClass, Fallback> fallbacks)
    {
        var labels = signals.SelectMany(signal => signal.Labels).ToList();
        var surroundings = new PolicySurroundings { Labels = labels.ToDictionary(label => label.Name, StringComparer.Ordinal) };
        return PolicyReader.TryRead($"{DefaultPolicy.Name}.yaml", DefaultPolicy.Of(labels, fallbacks), surroundings, out var policy, out var errors)
            ? new Bundle(new BundleParts { Policies = [policy], Needs = surroundings.Needs, Signals = signals })
            : throw new BadInputException($"The labels of the classifiers make no policy: {errors[0].Problem}", "Train them with other label names, or write a policy.");
    }

    /// <summary>When was which file of the folder written, and how long is it? Differs as soon as a bundle of it may.</summary>
    public static string StampOf(string folder) => string.Join('\n', FilesOf(folder).Select(file => new FileInfo(Path.Combine(folder, file)))
        .Select(file => FormattableString.Invariant($"{file.FullName} {(file.Exists ? file.Length : -1)} {file.LastWriteTimeUtc.Ticks}")));

    private static List<string> FilesOf(string folder)
    {
        if (!Directory.Exists(folder)) throw new BadInputException("There is no such folder of policies.", "Give the folder that holds the policies' YAML files.", folder, isUsage: true);
        var depth = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = DeepestFolder };
        return
        [
            .. Directory.EnumerateFiles(folder, "*", depth)
                .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
                .Where(file => KindOf(file) is not null)
                .Order(StringComparer.Ordinal),
        ];
    }

    private static FileKind? KindOf(string file) => (Path.GetFileName(Path.GetDirectoryName(file)), Path.GetExtension(file)) switch
    {
        ("judges", ".yaml" or ".yml") => FileKind.Judge,
        ("judges", ".json") when file.EndsWith(".agreement.json", StringComparison.Ordinal) => FileKind.Agreement,
        ("lists", ".txt") => FileKind.List,
        (not "judges", ".yaml" or ".yml") => FileKind.Policy,
        _ => null,
    };

    private static List<JudgeFile> ReadJudges(string folder, IReadOnlyList<string> files, List<PolicyError> errors)
    {
        var judges = new List<JudgeFile>();
        foreach (var file in files)
        {
            if (JudgeFile.Read(Path.Combine(folder, file), file, errors) is not { } one) continue;
            if (judges.Find(other => other.Judge.Name == one.Judge.Name) is { } twin) errors.Add(new PolicyError(file, 0, 0, $"The file {twin.Judge.File} has a judge '{one.Judge.Name}', too.", "Opinions tell a judge by its name: give one of them another.", ""));
            else judges.Add(one);
        }

        return judges;
    }

    private static Judge? Seat(JudgeDocument document, Func<JudgeDocument, Judge>? judge, List<PolicyError> errors)
    {
        try
        {
            return judge?.Invoke(document);
        }
        catch (BadInputException missing)
        {
            errors.Add(new PolicyError(document.File, 0, 0, missing.Problem, missing.Remedy, ""));
            return null;
        }
    }

    private static PolicyList? ReadList(string folder, string file, List<PolicyError> errors)
    {
        if (Read(folder, file, errors) is not { } text) return null;
        var entries = text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#').ToImmutableArray();
        if (!entries.IsEmpty) return new PolicyList(Path.GetFileNameWithoutExtension(file), entries);
        errors.Add(new PolicyError(file, 0, 0, "The list is empty.", "Write one phrase a line, or remove the file.", ""));
        return null;
    }

    private static string? Read(string folder, string file, List<PolicyError> errors)
    {
        var path = Path.Combine(folder, file);
        try
        {
            if (new FileInfo(path).Length <= LongestFile) return Strict.GetString(File.ReadAllBytes(path)).TrimStart('\uFEFF');
            errors.Add(new PolicyError(file, 0, 0, "The file is longer than 64 MiB.", "Split it.", ""));
        }
        catch (DecoderFallbackException)
        {
            errors.Add(new PolicyError(file, 0, 0, "The file is not UTF-8.", "Save it as UTF-8.", ""));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            errors.Add(new PolicyError(file, 0, 0, "The file cannot be read.", "See that it is there and that this user may read it.", ""));
        }

        return null;
    }

    private enum FileKind
    {
        Policy,
        List,
        Judge,

        /// <summary>What was measured of a judge; read with it.</summary>
        Agreement,
    }
}
