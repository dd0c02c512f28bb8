using System.Security.Cryptography;
using Custos.App.Inputs;
using Custos.Records;
using Custos.Store;
using Custos.Store.Import;
using Custos.Text.Tables;

namespace Custos.App.Cli.Importing;

/// <summary>Which file is imported, and how are its rows written? It may be read more than once.</summary>
internal sealed class ImportFile
{
    /// <summary>The output of Slurm's sacct.</summary>
    public const string Sacct = "sacct";

    private static readonly string[] Compressed = [".gz", ".zst"];

    private readonly string _path;
    private readonly TableFormat? _format;

    private ImportFile(string path, TableFormat? format)
    {
        _path = path;
        _format = format;
    }

    /// <summary>The formats by the names that a user may give.</summary>
    public static IReadOnlyList<string> Formats { get; } = [.. TableFormats.ByName.Keys, Sacct];

    /// <param name="path">The file; a compressed one may bear a further extension.</param>
    /// <param name="format">One of <see cref="Formats"/>; null goes by the extension.</param>
    /// <exception cref="BadInputException">The extension tells no format.</exception>
    public static ImportFile Of(string path, string? format)
    {
        if (format == Sacct) return new ImportFile(path, null);
        if (format is not null) return new ImportFile(path, TableFormats.ByName[format]);
        var plain = Compressed.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase) ? Path.GetFileNameWithoutExtension(path) : path;
        return new ImportFile(path, TableFormats.OfFile(plain));
    }

    /// <summary>The rows, none of them read yet.</summary>
    /// <exception cref="BadInputException">The file does not exist, cannot be read, is empty, or its header is broken.</exception>
    public Table Open()
    {
        if (_format == TableFormat.Parquet) return ParquetTable.Open(_path);
        var content = Decompression.Open(InputFile.Open(_path), _path);
        try
        {
            return _format is { } format ? TextTable.Read(content, _path, format) : SacctTable.Read(content, _path);
        }
        catch
        {
            content.Dispose();
            throw;
        }
    }

    /// <summary>The hash of its bytes, by which an import that was broken off is known again.</summary>
    public async Task<string> HashAsync(CancellationToken cancellationToken)
    {
        await using var content = InputFile.Open(_path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
    }
}
