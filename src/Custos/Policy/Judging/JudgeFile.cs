using System.Text;
using System.Text.Json;
using Custos.Policy.Documents;
using Custos.Records;

namespace Custos.Policy.Judging;

/// <summary>Which judge lies in a file, and what was measured of it?</summary>
/// <param name="Judge">Checked and ready to ask.</param>
/// <param name="Agreement">From the file beside it; null where there is none.</param>
public sealed record JudgeFile(JudgeDocument Judge, JudgeAgreement? Agreement)
{
    private const long LongestFile = 1 << 20;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>May policies act on it?</summary>
    public JudgeStanding Standing => JudgeStanding.Of(Judge, Agreement);

    /// <summary>Where what was measured of a judge lies: <c>NAME.agreement.json</c> beside <c>NAME.yaml</c>.</summary>
    public static string AgreementPathOf(string path) => Path.ChangeExtension(path, ".agreement.json");

    /// <summary>Reads one judge.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">What the messages call it.</param>
    /// <param name="errors">Everything that is wrong is added here.</param>
    /// <returns>Null where anything is wrong.</returns>
    public static JudgeFile? Read(string path, string name, List<PolicyError> errors)
    {
        if (TextOf(path, name, errors) is not { } text) return null;
        if (!JudgeReader.TryRead(name, text, out var judge, out var wrong))
        {
            errors.AddRange(wrong);
            return null;
        }

        judge = judge with { Folder = Path.GetDirectoryName(Path.GetFullPath(path))! };
        var measured = AgreementPathOf(path);
        if (!File.Exists(measured)) return new JudgeFile(judge, null);
        var beside = AgreementPathOf(name);
        try
        {
            return TextOf(measured, beside, errors) is { } json ? new JudgeFile(judge, JudgeAgreement.Read(json)) : null;
        }
        catch (JsonException)
        {
            errors.Add(new PolicyError(beside, 0, 0, "This is no agreement of a judge.", "Remove the file, or write it again with 'custos judge test'.", ""));
            return null;
        }
    }

    /// <summary>Reads one judge.</summary>
    /// <exception cref="BadInputException">The file cannot be read, or something is wrong with it.</exception>
    public static JudgeFile Load(string path)
    {
        var errors = new List<PolicyError>();
        return Read(path, path, errors) ?? throw new BadInputException(errors.Count == 1 ? "The judge cannot be used." : $"The judge cannot be used: {errors.Count} things are wrong.", $"Mend it:\n{string.Join("\n", errors)}");
    }

    private static string? TextOf(string path, string name, List<PolicyError> errors)
    {
        try
        {
            if (new FileInfo(path).Length <= LongestFile) return Strict.GetString(File.ReadAllBytes(path)).TrimStart('\uFEFF');
            errors.Add(new PolicyError(name, 0, 0, "The file is longer than a mebibyte.", "Write a shorter prompt.", ""));
        }
        catch (DecoderFallbackException)
        {
            errors.Add(new PolicyError(name, 0, 0, "The file is not UTF-8.", "Save it as UTF-8.", ""));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            errors.Add(new PolicyError(name, 0, 0, "The file cannot be read.", "See that it is there and that this user may read it.", ""));
        }

        return null;
    }
}
