[assembly: AssemblyFixture(typeof(Besoksnaring.Api.Tests.Catalogue.ServedCatalogue))]
